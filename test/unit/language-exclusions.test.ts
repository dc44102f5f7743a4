import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { printQuery, withoutPart } from '../../src-preload/contract/language/index.ts'
import { nowMs, partsOf, withoutSpans } from '../helpers/query-texts.ts'

/** What is looked for, then what is left out. */
function read(text: string): { for: string[]; not: string[] } {
  const words = partsOf(text).filter((part) => part.kind === 'words')
  return {
    for: words.filter((part) => !part.isExcluded).map((part) => part.text),
    not: words.filter((part) => part.isExcluded).map((part) => part.text),
  }
}

test.each([
  ['pictures without people', [], ['people']],
  ['show me all photos without any dogs', [], ['dogs']],
  ['beach no dog', ['beach'], ['dog']],
  ['Beach, no people, sunset', ['Beach, sunset'], ['people']],
  ['a dog not on a leash', ['a dog'], ['leash']],
  ['everything except cars', [], ['cars']],
  ['mountains except for skiing', ['mountains'], ['skiing']],
  ['city without people or cars', ['city'], ['people', 'cars']],
  ['city without people and without cars', ['city'], ['people', 'cars']],
  ['beach with no people', ['beach'], ['people']],
  ['a street but not at night', ['a street'], ['night']],
  ['street without red cars in the rain', ['street in the rain'], ['red cars']],
  ['animals other than dogs', ['animals'], ['dogs']],
  ['photos apart from screenshots', [], ['screenshots']],
  ['no people', [], ['people']],
  ['not snow', [], ['snow']],
  ['flowers excluding roses', ['flowers'], ['roses']],
])('“%s” is read as what it says', (text, wanted, unwanted) => {
  expect(read(text)).toEqual({ for: wanted, not: unwanted })
})

test.each([
  'no parking sign',
  'no entry',
  'no one on the beach',
  'not only dogs',
  'pictures',
  'a photo of a notebook',
  'notes without',
  'nothing but snow',
  'Not far from home',
])('“%s” leaves nothing out', (text) => {
  expect(read(text)).toEqual({ for: [text], not: [] })
})

test('words in quotes, behind a backslash or with a weight stand for themselves', () => {
  expect(partsOf('"no people"')).toMatchObject([{ kind: 'exact', text: 'no people' }])
  expect(read(String.raw`\no people`)).toEqual({ for: ['no people'], not: [] })
  expect(read('no people:2')).toEqual({ for: ['no people'], not: [] })
})

test('a date ends the phrase and is a filter', () => {
  const parts = partsOf('beach without people last summer')
  expect(parts.map(({ kind }) => kind)).toEqual(['words', 'words', 'filter'])
  expect(read('beach without people last summer')).toEqual({ for: ['beach'], not: ['people'] })
})

test('several words are left out as -"several words" leaves them out', () => {
  expect(withoutSpans(partsOf('street without red cars'))).toEqual(
    withoutSpans(partsOf('street -"red cars"')),
  )
})

test('a phrase is taken out whole, and with the words that said nothing else', () => {
  const [beach, people] = partsOf('beach without people at sunset')
  expect(beach && withoutPart('beach without people at sunset', beach, nowMs)).toBe('without people')
  expect(people && withoutPart('beach without people at sunset', people, nowMs)).toBe('beach at sunset')
  const [all] = partsOf('all pictures without people')
  expect(all && withoutPart('all pictures without people', all, nowMs)).toBe('')
  const city = 'city without people or cars'
  const [, first] = partsOf(city)
  expect(first && read(withoutPart(city, first, nowMs))).toEqual({ for: ['city'], not: ['cars'] })
})

test('whatever is put together from such words prints as what it was read as', () => {
  const word = fc.constantFrom(
    ...'beach no not without except for with and or but people pictures of dogs, the any \\no red car at -x + last summer'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join(' ').replace(/^\+ |\+ (?=\+)| \+$/g, '')
      let parts: ReturnType<typeof partsOf>
      try {
        parts = partsOf(text)
      } catch {
        return
      }
      const printed = printQuery(parts, nowMs)
      expect(withoutSpans(partsOf(printed)), `${text} -> ${printed}`).toEqual(withoutSpans(parts))
    }),
    { numRuns: 2000 },
  )
})
