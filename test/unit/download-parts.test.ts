import { expect, test } from 'vitest'
import { addressOf, hostOf, mirrorFrom } from '../../src-main/engine/models/download/addresses.ts'
import { createRate } from '../../src-main/engine/models/download/rate.ts'
import { patient, retryAfterMs, waitAfter } from '../../src-main/engine/models/download/timing.ts'

test('waits double, with chance in them, and stay within bounds', () => {
  const least = [1, 2, 3, 4].map((failures) => waitAfter(failures, patient, null, () => 0))
  const most = [1, 2, 3, 4].map((failures) => waitAfter(failures, patient, null, () => 1))
  expect(least).toEqual([500, 1_000, 2_000, 4_000])
  expect(most).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(waitAfter(30, patient, null)).toBe(patient.longestWaitMs)
})

test('a wait that the server asks for is kept, but not for ever', () => {
  expect(waitAfter(1, patient, 12_000)).toBe(12_000)
  expect(waitAfter(1, patient, 3_600_000)).toBe(patient.longestWaitMs)
})

test.each([
  [undefined, null],
  ['120', 120_000],
  ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['soon', null],
])('Retry-After "%s" means %s ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-11-20T12:00:00Z'))).toBe(ms)
})

test('the rate looks back a few seconds and forgets what was before', () => {
  let nowMs = 0
  const rate = createRate(() => nowMs)
  expect(rate.bytesPerSecond()).toBeNull()
  for (; nowMs < 4_000; nowMs += 100) rate.add(100_000)
  expect(rate.bytesPerSecond()).toBeCloseTo(1_000_000, -4)
  for (; nowMs < 20_000; nowMs += 100) rate.add(10_000)
  expect(rate.bytesPerSecond()).toBeCloseTo(100_000, -4)
  nowMs += 60_000
  expect(rate.bytesPerSecond()).toBeNull()
})

test('a mirror takes the place of the hub and of nothing else', () => {
  const mirror = mirrorFrom({ SIGHTLINE_MODEL_MIRROR: ' https://mirror.example/hub// ' })
  expect(addressOf('https://huggingface.co/a/b/resolve/c/d', mirror)).toBe(
    'https://mirror.example/hub/a/b/resolve/c/d',
  )
  expect(addressOf('https://elsewhere.example/d', mirror)).toBe('https://elsewhere.example/d')
  expect(addressOf('https://huggingface.co/d', null)).toBe('https://huggingface.co/d')
})

test('the own variable goes before that of the hub, and an empty one is none', () => {
  const both = { SIGHTLINE_MODEL_MIRROR: 'http://one.example', HF_ENDPOINT: 'http://two.example' }
  expect(mirrorFrom(both)).toBe('http://one.example/')
  expect(mirrorFrom({ ...both, SIGHTLINE_MODEL_MIRROR: '' })).toBe('http://two.example/')
  expect(mirrorFrom({})).toBeNull()
})

test.each(['mirror.example', 'ftp://mirror.example', 'file:///srv/models'])('"%s" is no mirror', (value) => {
  expect(() => mirrorFrom({ HF_ENDPOINT: value })).toThrow(/^HF_ENDPOINT must be an address/)
})

test('sentences name the host alone, never what else an address carries', () => {
  expect(hostOf('https://me:secret@mirror.example:8443/path?signature=abc')).toBe('mirror.example:8443')
})
