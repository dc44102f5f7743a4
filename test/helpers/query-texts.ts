import * as fc from 'fast-check'
import { parseQuery, type QueryPart } from '../../src-preload/contract/language/index.ts'

/** Wednesday, 18 November 2026, 15:30. */
export const nowMs = Date.UTC(2026, 10, 18, 15, 30)

/** The parts of a text that is known to be right. */
export function partsOf(text: string): readonly QueryPart[] {
  const parsed = parseQuery(text, nowMs)
  if (parsed.kind === 'problem') throw new Error(`${parsed.message} (${text})`)
  return parsed.parts
}

/** The problem of a text that is known to be wrong, and what of the text it points at. */
export function problemOf(text: string): { message: string; at: string; start: number } {
  const parsed = parseQuery(text, nowMs)
  if (parsed.kind === 'query') throw new Error(`nothing is wrong with ${text}`)
  const { message, span } = parsed
  return { message, at: text.slice(span.start, span.end), start: span.start }
}

export const withoutSpans = (parts: readonly QueryPart[]) =>
  parts.map((part) => ({ ...part, span: undefined }))

const words = `beach two dogs t-shirt 犬 👩‍🚒 שלום in from the last this summer june may 3 6 days ago christmas 2019 2050 2019-06
  2019..2021 yesterday to eve new year, 2010s 1234 12:30 16:9 :3 http://a:80 a"b a| ../x`
const escapes = String.raw`\2019 \+ \-a \a\:2 \:x \\ \ a\b a\:b \tag:x \last`
const weighted = 'snow:2 dog:0.5 犬:2 2019:3 summer:10 cat:11 cat:-1'
const joiners = '+ + + +beach - ++'
const excluded = String.raw`-people --a -犬:2 -\is:x -2019 -summer -12:30`
const dates =
  'before:2019-06 after:last on:summer on:june on:3 on:2020 -on:2010s date:1.6.2019 before:2019/06..2020'
const filters = `in:Holidays/2019 in:C:\\x month:12|jun month:11..2 camera:Canon|Nikon lens:50mm type:raw|jpg is:fav|landscape
  -is:missing rating:>=4 rating:3..5 rating:0 -tag:x tag:|a collection:a near:48.1,11.5 near:-0,0.0000001,0.5km place:Paris
  size:>12mp size:1.5..2.345678mb size:<=500kb has:gps|tags sort:newest camra:x type:`
const pictures = `similar:12 -similar:12:2 similar:7@0.1,0.2,0.5,0.4:2 similar:0 picture:a-1@0,0,1,1 picture:b
  -picture:c@0.33335,0.5,0.66665,0.5`
const quotes = [
  '"IMG_1234"',
  String.raw`"a\"b\\"`,
  '-"red car"',
  '-"red car":2.5',
  '“ab c”',
  '„ab c“',
  '« abc »',
  '»abc«',
  '" a "',
  'in:"/a b"',
  'tag:"New York"|Paris',
  'camera:"a|b"|“c d”',
  'on:"june 2019 .. may 2020"',
  'tag:" "',
  '"',
  '""',
]

const split = (list: string): string[] => list.trim().split(/\s+/)
const snippets = [words, words, escapes, weighted, joiners, excluded, dates, filters, pictures]
  .map(split)
  .concat([quotes])
const snippet = fc.oneof(...snippets.map((list) => fc.constantFrom(...list)))

/** Texts out of the pieces of the language, right ones and wrong ones, with anything in between. */
export const anyQueryText: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 12, arbitrary: snippet }, fc.string({ unit: 'binary', maxLength: 6 })),
      fc.oneof({ weight: 12, arbitrary: fc.constant(' ') }, fc.constantFrom('', '  ', '\n', '\t')),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.flat().join(''))
