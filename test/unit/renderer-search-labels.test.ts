import { describe, expect, test } from 'vitest'
import { anchorOf, between, moved, resized } from '../../src-renderer/lib/region.ts'
import { completed, optionsFor } from '../../src-renderer/lib/search-options.ts'
import { boxOf, emptyBox } from '../../src-renderer/lib/search-box.ts'
import { groupsOf } from '../../src-renderer/features/search/filter-groups.ts'
import { labelOfPart } from '../../src-renderer/features/search/part-label.ts'
import { nameOfSearch, titleOfSearch } from '../../src-renderer/features/search/query-title.ts'
import { nowMs, partsOf } from '../helpers/query-texts.ts'

const names = {
  roots: [{ path: '/home/ann/Pictures', name: 'Pictures' }],
  pictureName: (id: string) => (id === 'gone' ? null : 'sofa.jpg'),
}

describe('a chip says', () => {
  test.each([
    ['-people', 'not people'],
    ['-"red car"', 'not “red car”'],
    ['dog:2', 'dog ×2'],
    ['"IMG_1234"', '“IMG_1234”'],
    ['in:Holidays/2019', 'in Holidays › 2019'],
    ['in:/home/ann/Pictures', 'in Pictures'],
    ['in:/home/ann/Pictures/Sea/2019', 'in Pictures › Sea › 2019'],
    ['before:2019-06', 'before June 2019'],
    ['after:2019', 'after 2019'],
    ['on:2019..2020', '2019 – 2020'],
    ['last summer', 'last summer'],
    ['on:"june 2019"', 'June 2019'],
    ['month:12|1', 'in any December or January'],
    ['type:raw|jpeg', 'RAW or JPEG'],
    ['rating:>=4', 'rated 4 or more'],
    ['rating:0', 'not rated'],
    ['tag:"New York"|Paris', 'tagged New York or Paris'],
    ['has:gps', 'with a place'],
    ['-has:gps', 'without a place'],
    ['-is:landscape', 'not landscape'],
    ['size:>=12mp', '12 megapixels or more'],
    ['size:<500kb', 'less than 500 kB'],
    ['similar:12', 'like this photo'],
    ['-similar:12@0,0,0.5,0.5', 'not like part of this photo'],
    ['picture:a1', 'like sofa.jpg'],
    ['picture:gone', 'like a picture that is gone'],
    ['sort:oldest', 'oldest first'],
  ])('%s: %s', (text, label) => {
    const part = partsOf(text)[0]
    expect(part && labelOfPart(part, names)).toBe(label)
  })
})

test('a search is titled by what it says most, a photo’s relatives as ever', () => {
  expect(titleOfSearch('two dogs', names)).toBe('“two dogs”')
  expect(titleOfSearch('similar:12', names)).toBe('Similar photos')
  expect(titleOfSearch('rating:5 two dogs sort:newest', names)).toBe('two dogs · rated 5')
  expect(nameOfSearch('two dogs', names)).toBe('two dogs')
  expect(titleOfSearch('sort:oldest', names)).toBe('All photos')
  expect(titleOfSearch('dog '.repeat(90), names).length).toBeLessThan(130)
})

describe('the list under the box', () => {
  const recent = [
    { text: 'dogs -people', atMs: 2 },
    { text: 'cats', atMs: 1 },
  ]
  const saved = [{ id: 1, name: 'Dogs at home', text: 'dog in:Home', photos: 3 }]
  const offered = { recent, saved, facets: null }
  const kinds = (draft: string) =>
    optionsFor({ ...emptyBox, draft }, draft.length, offered).map(({ kind }) => kind)

  test('has what was searched for while nothing is typed, and what matches afterwards', () => {
    expect(kinds('')).toEqual(['recent', 'recent', 'saved', 'clear'])
    expect(kinds('dogs')).toEqual(['saved', 'recent'])
    expect(kinds('bea')).toEqual([])
    expect(kinds('befo')).toEqual(['completion'])
  })

  test('is out of the way behind chips and of long texts', () => {
    expect(optionsFor(boxOf('is:square', nowMs), 0, offered)).toEqual([])
    expect(kinds('dog '.repeat(1_000))).toEqual([])
  })

  test('puts a completion in its place, a filter’s name to be gone on with', () => {
    const completion = { label: 'before:', photos: null, insert: 'before:', replaces: { start: 4, end: 6 } }
    expect(completed('dog be sea', completion)).toEqual({ text: 'dog before: sea', caret: 11 })
    const value = { label: 'jpeg', photos: 2, insert: 'jpeg', replaces: { start: 5, end: 7 } }
    expect(completed('type:jp', value)).toEqual({ text: 'type:jpeg ', caret: 10 })
  })
})

const facet = (value: string, photos: number) => ({ value, photos })

test('the filter panel offers only what photos have, ratings as “or more”', () => {
  const empty = {
    years: [],
    types: [],
    cameras: [],
    lenses: [],
    places: [],
    is: [],
    ratings: [],
    tags: [],
    folders: [],
    collections: [],
  }
  expect(groupsOf({ ...empty, withGps: 0 })).toEqual([])
  const groups = groupsOf({
    ...empty,
    withGps: 2,
    is: [facet('favourite', 3), facet('hidden', 0)],
    ratings: [facet('0', 5), facet('3', 2), facet('5', 1)],
  })
  expect(
    groups.map(({ title, choices }) => [title, choices.map(({ value, photos }) => [value, photos])]),
  ).toEqual([
    [
      'Rating',
      [
        ['5', 1],
        ['>=4', 1],
        ['>=3', 3],
        ['>=2', 3],
        ['>=1', 3],
        ['0', 5],
      ],
    ],
    ['Shape and kind', [['favourite', 3]]],
    ['Place', [['gps', 2]]],
  ])
})

describe('a part of a picture', () => {
  test('lies between two points, whichever comes first, within the picture', () => {
    const drawn = { x: 0.2, y: 0.1, width: 0.5, height: 0.3 }
    expect(between({ x: 0.7, y: 0.4 }, { x: 0.2, y: 0.1 })).toEqual(drawn)
    expect(between({ x: 1, y: 1 }, { x: 1, y: 1 })).toEqual({ x: 0.96, y: 0.96, width: 0.04, height: 0.04 })
  })

  test('is moved and resized as far as the picture reaches', () => {
    const region = { x: 0.5, y: 0.5, width: 0.4, height: 0.4 }
    expect(moved(region, { x: 0.3, y: -0.9 })).toEqual({ ...region, x: 0.6, y: 0 })
    expect(resized(region, { x: 0.3, y: -0.9 })).toEqual({ ...region, width: 0.5, height: 0.04 })
    expect(anchorOf(region, { isRight: true, isBottom: false })).toEqual({ x: 0.5, y: 0.9 })
  })
})
