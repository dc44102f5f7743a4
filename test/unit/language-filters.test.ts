import { expect, test } from 'vitest'
import { photoTypes } from '../../src-preload/contract/language/index.ts'
import type { PictureFormat } from '../../src-main/engine/images/formats.ts'
import { partsOf, problemOf } from '../helpers/query-texts.ts'

function filterOf(text: string) {
  const [part] = partsOf(text)
  return part?.kind === 'filter' ? part.filter : part
}

test.each([
  ['in:Holidays/2019', { key: 'in', any: ['Holidays/2019'] }],
  ['folder:"/home/a b"|x', { key: 'in', any: ['/home/a b', 'x'] }],
  [String.raw`in:C:\Photos`, { key: 'in', any: [String.raw`C:\Photos`] }],
  ['month:12|june|Sept|6', { key: 'month', any: [12, 6, 9] }],
  ['month:11..2', { key: 'month', any: [11, 12, 1, 2] }],
  ['Camera:Canon|"Nikon D5"', { key: 'camera', any: ['Canon', 'Nikon D5'] }],
  ['type:RAW|jpg|jpeg', { key: 'type', any: ['raw', 'jpeg'] }],
  ['is:favorite|landscape', { key: 'is', any: ['favourite', 'landscape'] }],
  ['has:location', { key: 'has', any: ['gps'] }],
  ['rating:>=4', { key: 'rating', range: { min: 4, isMinIncluded: true, max: null, isMaxIncluded: false } }],
  ['rating:<3', { key: 'rating', range: { min: null, isMinIncluded: false, max: 3, isMaxIncluded: false } }],
  ['stars:0', { key: 'rating', range: { min: 0, isMinIncluded: true, max: 0, isMaxIncluded: true } }],
  ['rating:3..5', { key: 'rating', range: { min: 3, isMinIncluded: true, max: 5, isMaxIncluded: true } }],
  ['tags:"New York"|Paris', { key: 'tag', any: ['New York', 'Paris'] }],
  ['album:Best', { key: 'collection', any: ['Best'] }],
  ['place:Paris', { key: 'place', any: ['Paris'] }],
  ['near:48.137,-11.5', { key: 'near', latitude: 48.137, longitude: -11.5, km: 1 }],
  ['near:"48, 11, 2.5 km"', { key: 'near', latitude: 48, longitude: 11, km: 2.5 }],
])('%s', (text, filter) => {
  expect(filterOf(text)).toEqual(filter)
})

test('sizes are pixels or bytes, and a bare one means at least that', () => {
  const range = { min: null, isMinIncluded: false, max: null, isMaxIncluded: false }
  const megapixels = { key: 'size', unit: 'megapixels' }
  const bytes = { key: 'size', unit: 'bytes' }
  expect(filterOf('size:>12.5MP')).toEqual({ ...megapixels, range: { ...range, min: 12.5 } })
  expect(filterOf('size:12mp')).toEqual({ ...megapixels, range: { ...range, min: 12, isMinIncluded: true } })
  expect(filterOf('size:<500kb')).toEqual({ ...bytes, range: { ...range, max: 500_000 } })
  const both = { min: 2e6, isMinIncluded: true, max: 8e6, isMaxIncluded: true }
  expect(filterOf('size:2..8mb')).toEqual({ ...bytes, range: both })
})

test('a filter can be excluded', () => {
  expect(partsOf('-tag:x')).toMatchObject([{ kind: 'filter', isExcluded: true, filter: { key: 'tag' } }])
})

test('the formats are those of the catalog', () => {
  const formats = {
    jpeg: 0,
    heic: 0,
    raw: 0,
    png: 0,
    webp: 0,
    gif: 0,
    tiff: 0,
    avif: 0,
    svg: 0,
    bmp: 0,
    jxl: 0,
    jp2: 0,
    psd: 0,
  } satisfies Record<PictureFormat, number>
  expect(photoTypes).toEqual(Object.keys(formats))
})

test('an order stands once and cannot be excluded', () => {
  expect(filterOf('sort:Newest')).toMatchObject({ kind: 'sort', order: 'newest' })
  expect(problemOf('sort:newest a sort:name')).toMatchObject({ at: 'sort:name' })
  expect(problemOf('-sort:newest').message).toBe('An order cannot be excluded: expected such as sort:newest.')
  expect(problemOf('sort:up').message).toContain('expected relevance, newest, oldest or name.')
})

test.each([
  ['type:', '', 'A value is expected directly after “type:”, such as type:raw|jpeg.'],
  ['tag:a|', '', 'A value is expected on both sides of |, such as tag:"New York".'],
  ['tag:" "', '" "', 'A value is expected directly after “tag:”, such as tag:"New York".'],
  ['tag:"a', '"a', 'The text in quotes does not end: a closing quotation mark is expected.'],
  ['type:raw|doc', 'doc', '“doc” is no type of photo that is known: expected jpeg, heic, raw, png,'],
  ['is:nice', 'nice', '“nice” is no property of a photo that is known: expected landscape, portrait,'],
  ['month:13', '13', '“13” is no month: expected 1 to 12 or an English name, such as month:12'],
  ['month:Dez', 'Dez', '“Dez” is no month'],
  ['rating:6', '6', '“6” is no rating: expected 0 to 5, such as rating:5, rating:>=4 or rating:3..5.'],
  ['rating:>5', '>5', 'No rating is above 5'],
  ['rating:<0', '<0', 'No rating is below 0'],
  ['rating:5..3', '5..3', '“5..3” ends before it begins: write the smaller number first.'],
  ['rating:3|4', '4', '“rating:” takes one value, without |.'],
  ['size:12', '12', '“12” is no size: expected a number with mp, kb, mb or gb, such as size:>12mp'],
  ['size:1mb..2mp', '1mb..2mp', '“1mb..2mp” mixes pixels and bytes'],
  ['near:48', '48', '“48” is no place on the map: expected latitude, longitude and kilometres'],
  ['near:91,0', '91,0', '“91,0” is not on the map: a latitude is -90 to 90'],
  ['near:0,0,0', '0,0,0', '“0,0,0” is not on the map'],
])('%s is a problem at “%s”', (text, at, message) => {
  const problem = problemOf(`dog ${text}`)
  expect(problem.message).toContain(message)
  expect(problem.at).toBe(at)
})
