import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthOf, yearOf } from '../../src-main/engine/search/facts/civil-date.ts'
import { distanceKm } from '../../src-main/engine/search/facts/distance.ts'
import { folderTest } from '../../src-main/engine/search/facts/in-folder.ts'
import { isScreenshot } from '../../src-main/engine/search/facts/screenshot.ts'
import { shapeOf } from '../../src-main/engine/search/facts/shape.ts'

describe('year and month by arithmetic', () => {
  it('are those of the calendar, before 1970 and in leap years too', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(-5e13), max: new Date(2e14), noInvalidDate: true }), (date) => {
        expect([yearOf(date.getTime()), monthOf(date.getTime())]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
        ])
      }),
      { numRuns: 3_000 },
    )
    for (const day of ['2000-02-29', '2000-03-01', '1999-12-31', '2000-01-01', '1900-02-28', '1900-03-01'])
      expect([yearOf(Date.parse(day)), monthOf(Date.parse(day))]).toEqual([
        Number(day.slice(0, 4)),
        Number(day.slice(5, 7)),
      ])
  })
})

describe('a screenshot', () => {
  const none = { format: 'jpeg', camera: null, width: 4_000, height: 3_000 }
  it.each([
    ['Screenshot 2024-01-02 at 10.11.12.png', true],
    ['Pictures/Screenshots/whatever.jpg', true],
    ['Bildschirmfoto 2020-01-01 um 10.00.00.png', true],
    ['Capture d’écran 2021-03-04.png', true],
    ['スクリーンショット 2021-03-04.png', true],
    ['Screen Shot 2016-05-06.png'.normalize('NFD'), true],
    ['Screenshot_20200101-101010_Chrome.jpg', true],
    ['Screenshots/2019/beach.jpg', false],
    ['Sunscreen shot.jpg', false],
    ['IMG_0001.jpg', false],
  ])('%s: %s', (relativePath, expected) => {
    expect(isScreenshot({ ...none, relativePath })).toBe(expected)
  })

  it('is a PNG of the size of a screen that no camera took', () => {
    const phone = { relativePath: 'IMG_1.PNG', format: 'png', camera: null, width: 1_170, height: 2_532 }
    expect(isScreenshot(phone)).toBe(true)
    expect(isScreenshot({ ...phone, camera: 'Canon EOS 40D' })).toBe(false)
    expect(isScreenshot({ ...phone, format: 'jpeg' })).toBe(false)
    expect(isScreenshot({ ...phone, width: 1_171 })).toBe(false)
  })
})

it.each([
  [4_000, 3_000, 'landscape'],
  [3_000, 4_000, 'portrait'],
  [1_000, 1_000, 'square'],
  [1_000, 990, 'square'],
  [1_000, 989, 'landscape'],
  [0, 0, null],
])('a picture of %i x %i is %s', (width, height, shape) => {
  expect(shapeOf(width, height)).toBe(shape)
})

it.each([
  ['Holidays/2019', '/home/anna/Holidays/2019/', true],
  ['Holidays/2019', '/home/anna/Holidays/2019/Rome/', true],
  ['holidays/2019/', '/home/anna/Holidays/2019/', true],
  ['Holidays/2019', '/home/anna/Holidays/20191/', false],
  ['days/2019', '/home/anna/Holidays/2019/', false],
  ['Holidays/Rome', '/home/anna/Holidays/2019/Rome/', false],
  ['/home/anna', '/home/anna/Holidays/', true],
  ['/anna', '/home/anna/Holidays/', false],
  ['/home/anna/Holidays/', '/home/anna/', false],
  ['C:\\Users', 'C:\\Users\\Anna\\Fotos/2019/', true],
  ['c:/users/anna', 'C:\\Users\\Anna\\Fotos/2019/', true],
  ['Fotos\\2019', 'C:\\Users\\Anna\\Fotos/2019/', true],
  ['C:/Fotos', 'C:\\Users\\C:/Fotos/', false],
  ['\\\\server\\share', '\\\\server\\share\\Bilder/', true],
  ['MÜNCHEN'.normalize('NFD'), '/home/München/', true],
  ['/', '/home/', true],
])('in:%s of a photo in %s: %s', (typed, path, expected) => {
  expect(folderTest(typed)(path)).toBe(expected)
})

it('measures along the sphere, across the date line and the poles too', () => {
  expect(distanceKm(48.8566, 2.3522, 51.5074, -0.1278)).toBeCloseTo(343.6, 0)
  expect(distanceKm(0, 179.5, 0, -179.5)).toBeCloseTo(111.2, 1)
  expect(distanceKm(90, 0, -90, 123)).toBeCloseTo(20_015.1, 0)
  expect(distanceKm(10, 10, 10, 10)).toBe(0)
})
