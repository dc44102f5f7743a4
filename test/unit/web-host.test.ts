import { assert, nat, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin } from '../../src-main/hosts/web/home.ts'
import { parseRange } from '../../src-main/hosts/web/range.ts'

describe('a Range header', () => {
  test.each([
    [undefined, undefined],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=5-1000', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-100', { start: 0, end: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    // What is not understood is ignored, as RFC 9110 asks: everything is sent.
    ['bytes=5-3', undefined],
    ['bytes=0-1,4-5', undefined],
    ['bytes=-', undefined],
    ['lines=1-2', undefined],
  ])('%s of ten bytes is %j', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected)
  })

  test('never asks for bytes that are not there', () => {
    assert(
      property(string(), nat(), nat(), nat(1_000), (noise, from, to, sizeBytes) => {
        for (const header of [noise, `bytes=${from}-${to}`, `bytes=-${to}`, `bytes=${from}-`]) {
          const range = parseRange(header, sizeBytes)
          if (typeof range !== 'object') continue
          expect(range.start).toBeGreaterThanOrEqual(0)
          expect(range.start).toBeLessThanOrEqual(range.end)
          expect(range.end).toBeLessThan(sizeBytes)
        }
      }),
    )
  })
})

test.each([
  ['/home/ada', true],
  ['/home/ada/Pictures', true],
  ['/home/ada/..photos', true],
  ['/home/adam', false],
  ['/home', false],
  ['/', false],
  ['/home/ada/../bob', false],
])('%s lies within the home folder: %s', (path, within) => {
  expect(isWithin(path, '/home/ada')).toBe(within)
})
