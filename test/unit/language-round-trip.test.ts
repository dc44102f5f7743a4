import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery, printQuery } from '../../src-preload/contract/language/index.ts'
import { anyQueryText, nowMs, partsOf, withoutSpans } from '../helpers/query-texts.ts'

test('any text gives a query, or a problem at a place inside it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyQueryText), (text) => {
      const parsed = parseQuery(text, nowMs)
      const spans = parsed.kind === 'query' ? parsed.parts.map((part) => part.span) : [parsed.span]
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(text.length)
      }
      if (parsed.kind === 'problem') expect(parsed.message).toMatch(/\.$/)
    }),
    { numRuns: 500 },
  )
})

test('a printed query is read as the same query, and printed the same again', () => {
  let queries = 0
  fc.assert(
    fc.property(anyQueryText, (text) => {
      const parsed = parseQuery(text, nowMs)
      if (parsed.kind === 'problem') return
      queries++
      const printed = printQuery(parsed.parts, nowMs)
      expect(withoutSpans(partsOf(printed))).toEqual(withoutSpans(parsed.parts))
      expect(printQuery(partsOf(printed), nowMs)).toBe(printed)
    }),
    { numRuns: 1500 },
  )
  expect(queries).toBeGreaterThan(500)
})
