import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  hasValues,
  isValues,
  photoTypes,
  printPart,
  printQuery,
  sortOrders,
  type QueryFilter,
  type QueryPart,
} from '../../src-preload/contract/language/index.ts'
import { nowMs, partsOf, withoutSpans } from '../helpers/query-texts.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    '2019',
    'last',
    'summer',
    'a b',
    '-',
    '+',
    'tag:x',
    'a:2',
    '\\',
    '"',
    '|',
    'on:2019',
    '..',
    '“x',
  ),
)
const value = text.filter((typed) => typed.trim() !== '')
const words = fc
  .array(text, { minLength: 1, maxLength: 6 })
  .map((list) => list.join(' ').trim().split(/\s+/).join(' '))
  .filter((joined) => joined !== '')
const weight = fc.oneof(
  fc.constant(1),
  fc.integer({ min: 1, max: 10_000 }).map((n) => n / 1000),
)
const share = (from: number, to: number) => fc.integer({ min: from, max: to })
const region = fc
  .tuple(share(0, 9999), share(0, 9999))
  .chain(([x, y]) => fc.tuple(fc.constant(x), fc.constant(y), share(1, 10_000 - x), share(1, 10_000 - y)))
  .map(([x, y, width, height]) => ({ x: x / 1e4, y: y / 1e4, width: width / 1e4, height: height / 1e4 }))
const picture = { region: fc.option(region), isExcluded: fc.boolean(), weight }
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 })
const oneOf = <T extends string>(names: readonly T[]) => some(fc.constantFrom(...names))

const range = (most: number) =>
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: most - 1 }), fc.boolean(), fc.boolean())
      .map(([bound, isIncluded, isMin]) => ({
        min: isMin ? bound : null,
        isMinIncluded: isMin && isIncluded,
        max: isMin ? null : bound,
        isMaxIncluded: !isMin && isIncluded,
      })),
    fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map((ends) => ({
      min: Math.min(...ends),
      isMinIncluded: true,
      max: Math.max(...ends),
      isMaxIncluded: true,
    })),
  )

const filter: fc.Arbitrary<QueryFilter> = fc.oneof(
  fc.record({ key: fc.constantFrom('in', 'camera', 'lens', 'tag', 'collection', 'place'), any: some(value) }),
  fc.record({ key: fc.constant('month'), any: some(fc.integer({ min: 1, max: 12 })) }),
  fc.record({ key: fc.constant('type'), any: oneOf(photoTypes) }),
  fc.record({ key: fc.constant('is'), any: oneOf(isValues) }),
  fc.record({ key: fc.constant('has'), any: oneOf(hasValues) }),
  fc.record({ key: fc.constant('rating'), range: range(5) }),
  fc.record({ key: fc.constant('size'), range: range(1e9), unit: fc.constantFrom('megapixels', 'bytes') }),
  fc.record({
    key: fc.constant('near'),
    latitude: fc.integer({ min: -90e6, max: 90e6 }).map((n) => n / 1e6),
    longitude: fc.integer({ min: -180e6, max: 180e6 }).map((n) => n / 1e6),
    km: fc.integer({ min: 1, max: 20_000_000 }).map((n) => n / 1000),
  }),
  fc.constantFrom('2019', 'last summer', 'june 2019..may 2020', '3 days ago').chain((date) => {
    const [part] = partsOf(`on:"${date}"`)
    if (part?.kind !== 'filter' || part.filter.key !== 'on') throw new Error('a date was typed')
    const { span } = part.filter
    return fc.record({
      key: fc.constantFrom('before', 'after', 'on'),
      span: fc.constant(span),
      text: fc.constant(date),
    })
  }),
)

const span = fc.constant({ start: 0, end: 0 })
const part: fc.Arbitrary<QueryPart> = fc.oneof(
  fc.record({
    kind: fc.constant('words'),
    text: words,
    isExcluded: fc.constant(false),
    weight,
    isQuoted: fc.constant(false),
    span,
  }),
  fc.record({
    kind: fc.constant('words'),
    text: value,
    isExcluded: fc.constant(true),
    weight,
    isQuoted: fc.constant(true),
    span,
  }),
  fc.record({
    kind: fc.constant('words'),
    text: value.map((typed) => typed.replace(/\s+/g, '')),
    isExcluded: fc.constant(true),
    weight,
    isQuoted: fc.constant(false),
    span,
  }),
  fc.record({ kind: fc.constant('exact'), text: value, span }),
  fc.record({ kind: fc.constant('photo'), photoId: fc.integer({ min: 1 }), ...picture, span }),
  fc.record({
    kind: fc.constant('picture'),
    pictureId: fc.stringMatching(/^[A-Za-z0-9-]{1,64}$/),
    ...picture,
    span,
  }),
  fc.record({ kind: fc.constant('filter'), filter, isExcluded: fc.boolean(), span }),
)
const order = fc.record({ kind: fc.constant('sort' as const), order: fc.constantFrom(...sortOrders), span })

test('a query that was put together is read from its text as it was', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.option(order), (parts, last) => {
      const query = last ? [...parts, last] : parts
      const printed = printQuery(query, nowMs)
      expect(withoutSpans(partsOf(printed))).toEqual(withoutSpans(query))
      expect(printQuery(partsOf(printed), nowMs)).toBe(printed)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['beach  +sunset', 'beach + sunset'],
  ['dogs before:2019/06 beach similar:3 -"a b" "c"', 'dogs beach before:2019/06 + similar:3 -"a b" "c"'],
  ['dogs in june 2019', 'dogs on:"june 2019"'],
  ['Folder:"a b"|c STARS:5..5', 'in:"a b"|c rating:5'],
  ['type:JPG|heif is:fav has:location month:June', 'type:jpeg|heic is:favourite has:gps month:6'],
  ['size:12mp size:1500kb size:<1234b', 'size:>=12mp size:>=1.5mb size:<1.234kb'],
  ['near:48.10,011.5', 'near:48.1,11.5,1'],
  ['dog:2.0 similar:1:1 cat:01', 'dog:2 + similar:1 + cat'],
  [String.raw`last \summer beach 2050`, String.raw`\last summer beach 2050`],
])('%s is printed as %s', (typed, printed) => {
  expect(printQuery(partsOf(typed), nowMs)).toBe(printed)
})

test('one part is printed without a plus', () => {
  expect(partsOf('a + b:2').map((one) => printPart(one, nowMs))).toEqual(['a', 'b:2'])
})
