import { describe, expect, test } from 'vitest'
import type { Progress } from '../../src-preload/contract/index.ts'
import { partDone, sentenceOf } from '../../src-renderer/features/progress/progress-words.ts'

const library = { photos: 100, embedded: 90, pending: 0, failed: 0, hidden: 0, missing: 0, favourites: 0 }
const idle: Progress = {
  phase: 'idle',
  pauseReason: null,
  pauseMessage: null,
  slowed: null,
  done: 0,
  total: 0,
  photosPerSecond: null,
  timeLeftMs: null,
  switching: null,
  library,
}
const switching = {
  to: 'clip',
  name: 'CLIP',
  isAnew: false,
  phase: 'embedding',
  done: 3_214,
  total: 12_480,
  away: 0,
  photosPerSecond: 41,
  timeLeftMs: 240_000,
} as const

// The window's words follow the language of the machine that runs the test.
const plain = (progress: Progress) => sentenceOf(progress).replaceAll(/[,.\u00a0\u2009\u202f]/gu, '')

describe('the line at the foot of the window', () => {
  test('tells how far a model is being prepared, how fast, and how long it takes', () => {
    const progress: Progress = { ...idle, phase: 'indexing', switching }
    expect(plain(progress)).toMatch(/^Preparing CLIP: 3214 of 12480 · 41\/s · 4 ?mins?$/u)
    expect(partDone(progress)).toBeCloseTo(3_214 / 12_480)
  })

  test('tells of photos that were never read before it tells of those that another model waits for', () => {
    const progress: Progress = { ...idle, phase: 'indexing', done: 2, total: 8, switching }
    expect(plain(progress)).toBe('Indexing 2 of 8')
    expect(partDone(progress)).toBe(0.25)
    expect(plain({ ...progress, done: 8 })).toMatch(/^Preparing CLIP/u)
  })

  test('says that the index of the new model is being built, with no end in sight', () => {
    const progress: Progress = {
      ...idle,
      phase: 'indexing',
      switching: { ...switching, phase: 'indexing', done: 12_480 },
    }
    expect(plain(progress)).toBe('Preparing CLIP: building its index')
    expect(partDone(progress)).toBeNull()
  })

  test('says why preparing rests, and keeps its place', () => {
    const progress: Progress = { ...idle, phase: 'paused', pauseReason: 'person', switching }
    expect(plain(progress)).toBe('Preparing CLIP: 3214 of 12480 · Paused')
    expect(partDone(progress)).toBeCloseTo(3_214 / 12_480)
  })

  test('counts the photos that wait when they are new', () => {
    const progress: Progress = { ...idle, phase: 'paused', pauseReason: 'battery', switching }
    expect(plain({ ...progress, library: { ...library, pending: 5 } })).toBe(
      'Paused while the computer runs on its battery · 5 photos left',
    )
  })

  test('knows no end while folders are looked through', () => {
    expect(partDone({ ...idle, phase: 'scanning', switching })).toBeNull()
    expect(plain({ ...idle, phase: 'scanning', switching })).toBe('Looking for photos')
  })
})
