import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt, parseQuery, type SearchFacets } from '../../src-preload/contract/index.ts'
import { anyQueryText, nowMs } from '../helpers/query-texts.ts'

const facets: SearchFacets = {
  years: [
    { value: '2026', photos: 9 },
    { value: '2019', photos: 4 },
  ],
  types: [
    { value: 'jpeg', photos: 8 },
    { value: 'raw', photos: 2 },
  ],
  cameras: [
    { value: 'Canon EOS R5', photos: 5 },
    { value: 'NIKON D5', photos: 1 },
  ],
  lenses: [],
  places: [{ value: 'Paris', photos: 3 }],
  is: [{ value: 'landscape', photos: 7 }],
  ratings: [],
  tags: [
    { value: 'New York', photos: 2 },
    { value: 'pets', photos: 1 },
  ],
  folders: [
    { value: 'Pictures', photos: 9 },
    { value: 'Pictures/2019', photos: 4 },
    { value: 'Pictures/2019/New York', photos: 2 },
  ],
  collections: [
    { value: 'For "Ann"', photos: 2 },
    { value: 'Printed', photos: 1 },
  ],
  withGps: 3,
}

/** What the text becomes with each of the completions where `‸` stands. */
function completed(marked: string): string[] {
  const caret = marked.indexOf('‸')
  const text = marked.replace('‸', '')
  return completionsAt(text, caret, facets).map(
    ({ insert, replaces }) => text.slice(0, replaces.start) + insert + text.slice(replaces.end),
  )
}

test.each([
  ['dogs cam‸', ['dogs camera:']],
  ['cam‸era:Canon', ['camera:Canon']],
  ['fol‸', ['in:']],
  ['c‸', []],
  ['-c‸', ['-camera:', '-collection:', '-place:']],
  ['land‸', ['is:landscape']],
  ['new‸', ['tag:"New York"']],
  ['-so‸', []],
  ['pic‸', []],
  ['dogs ‸', []],
  ['"cam‸"', []],
  ['camera:‸', ['camera:"Canon EOS R5"', 'camera:"NIKON D5"']],
  ['camera:d‸ x', ['camera:"NIKON D5" x']],
  ['tag:"n‸ew y" x', ['tag:"New York" x']],
  ['tag:"New‸ "IMG_1"', ['tag:"New York" "IMG_1"']],
  ['tag:pets|‸', ['tag:pets|"New York"']],
  ['type:j‸', ['type:jpeg']],
  ['in:‸', ['in:Pictures', 'in:Pictures/2019', 'in:"Pictures/2019/New York"']],
  ['in:2019‸', ['in:Pictures/2019', 'in:"Pictures/2019/New York"']],
  ['in:2019/n‸', ['in:"Pictures/2019/New York"']],
  ['in:"new y‸', ['in:"Pictures/2019/New York"']],
  ['in:ork‸', []],
  ['collection:‸', [String.raw`collection:"For \"Ann\""`, 'collection:Printed']],
  ['-collection:p‸ x', ['-collection:Printed x']],
  ['print‸', ['collection:Printed']],
  ['on:last su‸', []],
  ['on:"last su‸', ['on:"last summer"']],
  ['on:20‸', ['on:2026', 'on:2019']],
  ['sort:‸', ['sort:relevance', 'sort:newest', 'sort:oldest', 'sort:name']],
  ['month:ma‸', ['month:march', 'month:may']],
])('%s is completed to %j', (marked, texts) => {
  expect(completed(marked)).toEqual(texts)
})

test('there are at most eight, with how many photos have each', () => {
  expect(completionsAt('-', 1, facets)).toHaveLength(8)
  expect(completionsAt('is:', 3, facets)[0]).toEqual({
    label: 'landscape',
    photos: 7,
    insert: 'landscape',
    replaces: { start: 3, end: 3 },
  })
})

test('before facets are known, the lists that never change are offered', () => {
  expect(completionsAt('type:jp', 7, null).map(({ insert }) => insert)).toEqual(['jpeg', 'jp2'])
})

test('any caret in any text has completions, those of values parse', () => {
  fc.assert(
    fc.property(anyQueryText, fc.nat(30), (text, caret) => {
      for (const { insert, replaces } of completionsAt(text, Math.min(caret, text.length), facets)) {
        expect(replaces.start).toBeLessThanOrEqual(caret)
        expect(replaces.end).toBeLessThanOrEqual(text.length)
        if (/^\w+:./.test(insert)) expect(parseQuery(insert, nowMs).kind).toBe('query')
      }
    }),
    { numRuns: 500 },
  )
})
