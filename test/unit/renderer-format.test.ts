import { describe, expect, test } from 'vitest'
import { crumbsOf } from '../../src-renderer/lib/crumbs.ts'
import { draggedKind, isPicture } from '../../src-renderer/lib/dragged.ts'
import {
  createFormats,
  cssColour,
  knownPart,
  nameOfPath,
  orientationOf,
} from '../../src-renderer/lib/format.ts'
import { createEnglish } from '../../src-renderer/strings/en.ts'

const format = createFormats('en-GB')
const american = createFormats('en-US')
const t = createEnglish(format)
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/gu, ' ')

describe('numbers and dates', () => {
  test('read as people write them', () => {
    expect(format.count(12_480)).toBe('12,480')
    expect(format.day(Date.UTC(2019, 4, 12, 23, 59))).toBe('12 May 2019')
    expect(plain(format.bytes(2_512_345))).toBe('2.5 MB')
    expect(plain(format.bytes(999))).toBe('999 bytes')
    expect(format.place(50.8225, -0.1372)).toBe('50.8225° N, 0.1372° W')
  })

  test('name a camera’s zone by its distance from UTC', () => {
    expect([120, -210, 0, 345].map((minutes) => format.zone(minutes))).toEqual([
      'UTC+2',
      'UTC−3:30',
      'UTC',
      'UTC+5:45',
    ])
  })

  test('name a span of months once', () => {
    expect(plain(format.months(Date.UTC(2019, 2, 3), Date.UTC(2019, 4, 9)))).toBe('March – May 2019')
    expect(format.months(Date.UTC(2019, 2, 3), Date.UTC(2019, 2, 9))).toBe('March 2019')
  })

  test('round the time that is left', () => {
    const left = [400, 42_000, 58_000, 240_000, 7_790_000].map((ms) => plain(american.timeLeft(ms)))
    expect(left).toEqual(['1 sec', '45 sec', '1 min', '4 min', '2 hr 10 min'])
  })
})

describe('sentences', () => {
  test('name the words that the model does not know, and what was searched', () => {
    const text = 'red kayak, lake'
    expect(knownPart(text, ['kayak'])).toBe('red lake')
    expect(t.model.unknown('The starter model', ['kayak'], 'red lake')).toBe(
      'The starter model does not know “kayak”. These photos were searched for “red lake”.',
    )
  })

  test('say how many in the singular too', () => {
    expect([t.photos(1), t.photos(0), t.photos(2_000)]).toEqual(['1 photo', '0 photos', '2,000 photos'])
  })

  test('label a tile without parts that are not known', () => {
    expect(t.grid.tile('12 May 2019', 'Pictures', 'landscape')).toBe('12 May 2019, Pictures, landscape')
    expect(t.grid.tile('12 May 2019', '', 'square')).toBe('12 May 2019, square')
  })
})

describe('small facts', () => {
  test('a colour becomes CSS', () => {
    expect([cssColour(0), cssColour(0x0a_0b_0c), cssColour(0xff_ff_ff)]).toEqual([
      '#000000',
      '#0a0b0c',
      '#ffffff',
    ])
  })

  test('a photo is portrait, landscape or square', () => {
    expect([orientationOf(3, 4), orientationOf(4, 3), orientationOf(100, 101)]).toEqual([
      'portrait',
      'landscape',
      'square',
    ])
  })

  test('the last part of a path is its name on every platform', () => {
    expect([nameOfPath('/home/anna/Pictures/'), nameOfPath('D:\\Photos\\2019')]).toEqual(['Pictures', '2019'])
  })

  test('breadcrumbs lead from the highest folder down', () => {
    expect(crumbsOf('/home/anna/a/b', '/home/anna')).toEqual([
      { name: 'anna', path: '/home/anna' },
      { name: 'a', path: '/home/anna/a' },
      { name: 'b', path: '/home/anna/a/b' },
    ])
    expect(crumbsOf('/home/anna', '/home/anna')).toHaveLength(1)
    expect(crumbsOf('/media/card', '/home/anna')).toEqual([{ name: 'card', path: '/media/card' }])
  })
})

const file = (type: string) => ({ kind: 'file', type })

describe('what is dragged', () => {
  test('is told apart before it is dropped', () => {
    expect(draggedKind([file('image/jpeg')])).toBe('picture')
    expect(draggedKind([file('')])).toBe('folder')
    expect(draggedKind([file('image/jpeg'), file('image/png')])).toBe('several')
    expect(draggedKind([file('application/pdf')])).toBe('other')
    expect(draggedKind([{ kind: 'string', type: 'text/plain' }])).toBeNull()
  })

  test('is a picture by its name where the platform knows no type', () => {
    expect(isPicture({ name: 'IMG_1.HEIC', type: '' })).toBe(true)
    expect(isPicture({ name: 'notes.txt', type: 'text/plain' })).toBe(false)
  })
})
