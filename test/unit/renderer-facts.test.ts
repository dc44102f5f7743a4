import { assert, double, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src-preload/contract/language/index.ts'
import { dayText, filterText, monthText, nearText } from '../../src-renderer/lib/fact-queries.ts'
import { showsOnly } from '../../src-renderer/lib/shows-only.ts'

const degrees = (most: number) => double({ min: -most, max: most, noNaN: true })
const search = (text: string) => ({ kind: 'search', query: { kind: 'words', text } }) as const
const nowMs = Date.UTC(2026, 5, 1)
const filterOf = (text: string) => {
  const parsed = parseQuery(text, nowMs)
  const [part, ...others] = parsed.kind === 'query' ? parsed.parts : []
  expect(others).toEqual([])
  return part?.kind === 'filter' ? part.filter : parsed
}

describe('a fact of a photo as a filter', () => {
  test('is read as that fact, whatever it is called', () => {
    expect(filterOf(filterText('camera', 'Canon EOS 5D'))).toEqual({ key: 'camera', any: ['Canon EOS 5D'] })
    expect(filterOf(filterText('in', String.raw`C:\Users\Ann\My photos`))).toMatchObject({
      key: 'in',
      any: [String.raw`C:\Users\Ann\My photos`],
    })
    assert(
      property(string({ minLength: 1, maxLength: 20 }), (name) => {
        const plain = name.replaceAll(/["\s\p{Cc}\p{Cf}“”„«»\\|]/gu, '').trim()
        if (plain === '') return
        expect(filterOf(filterText('tag', `a ${plain}`))).toEqual({ key: 'tag', any: [`a ${plain}`] })
      }),
    )
  })

  test('names the day and the month of a photo', () => {
    const takenAtMs = Date.UTC(2019, 4, 12, 23, 59)
    expect([dayText(takenAtMs), monthText(takenAtMs)]).toEqual(['on:2019-05-12', 'on:2019-05'])
    expect(filterOf(monthText(takenAtMs))).toMatchObject({
      span: { fromMs: Date.UTC(2019, 4), toMs: Date.UTC(2019, 5) },
    })
  })

  test('names a place with what lies around it', () => {
    assert(
      property(degrees(90), degrees(180), (latitude, longitude) => {
        const filter = filterOf(nearText(latitude, longitude))
        expect(filter).toMatchObject({ key: 'near', km: 1 })
        if (!('latitude' in filter)) return
        expect(Math.abs(filter.latitude - latitude)).toBeLessThan(0.0001)
        expect(Math.abs(filter.longitude - longitude)).toBeLessThan(0.0001)
      }),
    )
  })
})

test('a search for missing photos alone is known as such', () => {
  expect(showsOnly({ kind: 'browse', view: { kind: 'missing' } }, 'missing')).toBe(true)
  expect(showsOnly(search('is:missing dogs'), 'missing')).toBe(true)
  expect(showsOnly(search('is:missing'), 'hidden')).toBe(false)
  expect(showsOnly(search('-is:missing'), 'missing')).toBe(false)
  expect(showsOnly(search('is:missing|portrait'), 'missing')).toBe(false)
  expect(showsOnly(undefined, 'missing')).toBe(false)
})
