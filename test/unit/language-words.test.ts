import { expect, test } from 'vitest'
import { partsOf, problemOf, withoutSpans } from '../helpers/query-texts.ts'

const words = { kind: 'words', isExcluded: false, weight: 1, isQuoted: false }
const read = (text: string) => withoutSpans(partsOf(text))

test('words that stand together are one concept, a plus begins the next', () => {
  expect(read('two dogs on a beach')).toEqual([{ ...words, text: 'two dogs on a beach' }])
  expect(read(' beach +  sunset +sea ')).toEqual(
    ['beach', 'sunset', 'sea'].map((text) => ({ ...words, text })),
  )
  expect(read('c++ a+b')).toEqual([{ ...words, text: 'c++ a+b' }])
})

test('filters, pictures and exclusions may stand among the words of a concept', () => {
  const parts = partsOf('dogs before:2019 on -people a similar:7 beach')
  expect(parts.map((part) => ('text' in part ? part.text : part.kind))).toEqual([
    'dogs on a beach',
    'filter',
    'people',
    'photo',
  ])
  expect(parts.map(({ span }) => [span.start, span.end])).toEqual([
    [0, 45],
    [5, 16],
    [20, 27],
    [30, 39],
  ])
})

test('a weight ends a concept', () => {
  expect(read('two dogs:2 snow:0.5 + sea')).toEqual([
    { ...words, text: 'two dogs', weight: 2 },
    { ...words, text: 'snow', weight: 0.5 },
    { ...words, text: 'sea' },
  ])
})

test('a minus excludes a word or a phrase, but is only a character inside a word or alone', () => {
  expect(read('-people -"red car":2 t-shirt - x')).toEqual([
    { ...words, text: 'people', isExcluded: true },
    { ...words, text: 'red car', isExcluded: true, isQuoted: true, weight: 2 },
    { ...words, text: 't-shirt x' },
  ])
})

test('texts in quotes are exact, whichever quotes a phone types', () => {
  const texts = ['"IMG_1234"', '“IMG_1234”', '„IMG_1234“', '« IMG_1234 »', '»IMG_1234«']
  for (const text of texts) expect(read(text), text).toEqual([{ kind: 'exact', text: 'IMG_1234' }])
  expect(read(String.raw`"a\"b\\c\d"`)).toEqual([{ kind: 'exact', text: String.raw`a"b\c\d` }])
})

test('a backslash takes a word as it stands', () => {
  expect(read(String.raw`\2019 \+ \-a is\:missing \last summer C\:\x`)).toEqual([
    { ...words, text: String.raw`2019 + -a is:missing last summer C:\x` },
  ])
})

test('times, ratios and addresses are words', () => {
  expect(read('at 12:30 16:9 http://localhost:8080/x')).toEqual([
    { ...words, text: 'at 12:30 16:9 http://localhost:8080/x' },
  ])
})

test('pictures may be parts of pictures, weighted and excluded', () => {
  const region = { x: 0.1, y: 0.2, width: 0.5, height: 0.4 }
  expect(read('similar:12@0.1,0.2,0.5,0.4:2 -similar:3 picture:aB-9:0.5')).toEqual([
    { kind: 'photo', photoId: 12, region, isExcluded: false, weight: 2 },
    { kind: 'photo', photoId: 3, region: null, isExcluded: true, weight: 1 },
    { kind: 'picture', pictureId: 'aB-9', region: null, isExcluded: false, weight: 0.5 },
  ])
})

test('a part of a picture that reaches a hair over the edge ends at it', () => {
  expect(read('similar:1@0.33335,0,0.66665,1')).toMatchObject([
    { region: { x: 0.3334, y: 0, width: 0.6666, height: 1 } },
  ])
})

test('emoji, right-to-left text, halves of characters and pasted lines are words', () => {
  expect(read('👩‍🚒\n犬 שלום\u0000 \ud83d')).toEqual([{ ...words, text: '👩‍🚒 犬 שלום\u0000 \ud83d' }])
})

test.each([
  ['+ a', '+', 'A word or a picture is expected before +.'],
  ['a +', '', 'A word or a picture is expected after +.'],
  ['a + + b', '+', 'A word or a picture is expected after +.'],
  ['a "b', '"b', 'The text in quotes does not end: a closing quotation mark is expected.'],
  ['a ""', '""', 'Nothing stands between the quotation marks.'],
  ['"a":2', '"a":2', 'A text in quotes is there or not: it takes no weight.'],
  ['dog:0', 'dog:0', '“0” is no weight: expected a number above 0 and at most 10, such as dog:2.'],
  ['dog:-1', 'dog:-1', '“-1” is no weight: expected a number above 0 and at most 10, such as dog:2.'],
  ['dog:10.1', 'dog:10.1', '“10.1” is no weight: expected a number above 0 and at most 10, such as dog:2.'],
  ['similar:0', '0', '“0” is no photo: expected the number of one, such as similar:12.'],
  ['a picture:?', '?', '“?” is no picture: drop or paste one into the search box instead.'],
])('%s is a problem at “%s”', (text, at, message) => {
  expect(problemOf(text)).toMatchObject({ at, message })
})

test('a part of a picture outside of it is a problem', () => {
  for (const region of ['0.6,0,0.5,1', '0,0,0,1', '1,0,1,1', '0,0,1', 'a,0,1,1', '0,0,1,1,1', '']) {
    expect(problemOf(`similar:1@${region}`).message, region).toContain('is no part of a picture')
  }
})

test('an unknown filter names the one that may be meant, and says how to look for the text', () => {
  expect(problemOf('a camra:Canon').message).toBe(
    '“camra:” is no filter that is known. Did you mean “camera:”? Put it in quotes to search for the text.',
  )
  expect(problemOf('Note: x').message).toBe(
    '“Note:” is no filter that is known. Put it in quotes to search for the text.',
  )
})

test('more parts than anyone types are a problem at the first too many', () => {
  const text = '-x '.repeat(101)
  expect(partsOf('-x '.repeat(100))).toHaveLength(100)
  expect(problemOf(text)).toMatchObject({ at: '-x', start: 300 })
})
