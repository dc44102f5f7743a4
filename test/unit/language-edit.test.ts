import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseQuery,
  printPart,
  viewText,
  withoutPart,
  withPartReplaced,
  withPartText,
} from '../../src-preload/contract/language/index.ts'
import { anyQueryText, nowMs, partsOf, withoutSpans } from '../helpers/query-texts.ts'

/** The text without its part of that number. */
function without(text: string, index: number): string {
  const part = partsOf(text)[index]
  return part ? withoutPart(text, part, nowMs) : 'no such part'
}

test.each([
  ['beach + sunset', 0, 'sunset'],
  ['beach + sunset', 1, 'beach'],
  ['a + b + c', 1, 'a + c'],
  ['a +b', 0, 'b'],
  ['two dogs before:2019 on a  beach', 1, 'two dogs on a  beach'],
  ['two dogs before:2019 on a beach', 0, 'before:2019'],
  ['dogs in the summer of 2019 snow', 1, 'dogs snow'],
  ['is:landscape + a', 0, 'a'],
  ['a   -"red car"   b', 1, 'a b'],
  ['last -x summer', 1, String.raw`\last summer`],
  ['only', 0, ''],
])('%s without its part %i is “%s”', (text, index, rest) => {
  expect(without(text, index)).toBe(rest)
})

test('what is left of a query means what it meant', () => {
  let queries = 0
  fc.assert(
    fc.property(anyQueryText, fc.nat(7), (text, index) => {
      const parsed = parseQuery(text, nowMs)
      if (parsed.kind === 'problem' || index >= parsed.parts.length) return
      queries++
      const rest = withoutSpans(parsed.parts.toSpliced(index, 1))
      expect(withoutSpans(partsOf(without(text, index)))).toEqual(rest)
    }),
    { numRuns: 1000 },
  )
  expect(queries).toBeGreaterThan(100)
})

test.each([
  ['', 'is:favourite', 'is:favourite'],
  ['dogs', 'is:favourite', 'dogs is:favourite'],
  ['dogs', 'similar:12', 'dogs + similar:12'],
  ['is:favourite', 'dogs', 'is:favourite dogs'],
  ['dogs ', '-people', 'dogs -people'],
  ['dogs is:favourite', 'is:fav', 'dogs is:favourite'],
  ['dogs sort:newest cats', 'sort:name', 'dogs cats sort:name'],
  ['last', 'summer', 'last + summer'],
  ['dogs +', 'similar:12', 'dogs + similar:12'],
  ['"dogs', 'is:fav', '"dogs is:fav'],
])('“%s” with %s is “%s”', (text, addition, together) => {
  expect(withPartText(text, addition, nowMs)).toBe(together)
})

test('what is added to a query is there, and all that was there too', () => {
  fc.assert(
    fc.property(anyQueryText, anyQueryText, (text, addition) => {
      const [before, added] = [parseQuery(text, nowMs), parseQuery(addition, nowMs)]
      if (before.kind === 'problem' || added.kind === 'problem') return
      const [part] = added.parts
      if (!part || part.kind === 'sort') return
      const together = withoutSpans(partsOf(withPartText(text, printPart(part, nowMs), nowMs)))
      for (const expected of withoutSpans([...before.parts, part])) expect(together).toContainEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('one part gives way to another in its place', () => {
  const text = 'two dogs similar:12  on a beach'
  const [words, photo] = partsOf(text)
  if (!words || !photo) throw new Error('two parts were typed')
  expect(withPartReplaced(text, photo, 'similar:12@0,0,0.5,0.5', nowMs)).toBe(
    'two dogs similar:12@0,0,0.5,0.5  on a beach',
  )
  expect(withPartReplaced(text, words, 'cat:2', nowMs)).toBe('cat:2 similar:12')
  expect(withPartReplaced('other', photo, 'x', nowMs)).toBe('other')
})

test('places of the side bar have a text', () => {
  const names = {
    roots: [{ id: 3, path: '/home/me/My Photos' }],
    collections: [{ id: 4, name: 'The "best"' }],
  }
  expect(viewText({ kind: 'all' }, names)).toBe('')
  expect(viewText({ kind: 'root', rootId: 3 }, names)).toBe('in:"/home/me/My Photos"')
  expect(viewText({ kind: 'root', rootId: 9 }, names)).toBe('')
  expect(viewText({ kind: 'favourites' }, names)).toBe('is:favourite')
  expect(viewText({ kind: 'collection', collectionId: 4 }, names)).toBe(String.raw`collection:"The \"best\""`)
  expect(viewText({ kind: 'tag', tag: 'a|b' }, names)).toBe('tag:"a|b"')
  expect(viewText({ kind: 'hidden' }, names)).toBe('is:hidden')
  expect(viewText({ kind: 'missing' }, names)).toBe('is:missing')
})
