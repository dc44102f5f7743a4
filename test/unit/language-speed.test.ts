import { expect, test } from 'vitest'
import { completionsAt, parseQuery, printQuery } from '../../src-preload/contract/language/index.ts'
import { nowMs } from '../helpers/query-texts.ts'

// Each was, or could have been, slow in a way that grows with the square of its length.
const units = [
  'a',
  'a ',
  'last ',
  '3 days ',
  'june ',
  '2019 ',
  '"',
  '"a" ',
  '"a"',
  '"a":1',
  'tag:"a"',
  'tag:"a"|',
  '-',
  '+ a ',
  'tag:a|',
  '\n',
  'x:',
  String.raw`\:`,
  '😀',
]
const heads = [
  '',
  'dog:',
  'size:',
  'on:',
  'near:',
  'similar:1@',
  'similar:1:',
  'type:',
  'rating:',
  'month:',
  'a +',
]
const tails = ['1', '.', '1.', ' ', 'a', ',', '..']

test('a hundred thousand characters of anything are read and printed at once', () => {
  const texts = [
    ...units.map((unit) => unit.repeat(100_000 / unit.length)),
    ...heads.flatMap((head) => tails.map((tail) => `${head}${tail.repeat(100_000 / tail.length)}x y`)),
    ...heads.flatMap((head) => tails.map((tail) => `${head}"${tail.repeat(100_000 / tail.length)}x"`)),
  ]
  for (const text of texts) {
    const startMs = performance.now()
    const parsed = parseQuery(text, nowMs)
    if (parsed.kind === 'query') printQuery(parsed.parts, nowMs)
    completionsAt(text, text.length, null)
    // A square of this length takes seconds; the limit leaves room for a busy machine.
    expect(performance.now() - startMs, text.slice(0, 20)).toBeLessThan(1000)
  }
})
