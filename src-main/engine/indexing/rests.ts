import { setTimeout as sleep } from 'node:timers/promises'
import type { Speed } from '../../../src-preload/contract/index.ts'

/** What gentle indexing leaves to others: few photos at a time, and as much rest as work. */
export interface Rests {
  /** Photos in work at a time. */
  atOnce(): number
  /** Does the work of one photo and the rest after it. */
  around(work: () => Promise<void>): Promise<void>
  /** No more rests; one that runs ends. */
  stop(): void
}

const gentlePhotos = 2
/** A photo that took very long is not followed by a pause that looks like a standstill. */
const longestRestMs = 2_000

type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>

const sleeping: Sleep = (ms, signal) => sleep(ms, undefined, { signal })

export function createRests(speed: () => Speed, rest: Sleep = sleeping): Rests {
  const stopped = new AbortController()
  return {
    atOnce: () => (speed() === 'gentle' ? gentlePhotos : Infinity),
    around: async (work) => {
      const startedAtMs = performance.now()
      await work()
      if (speed() !== 'gentle') return
      const restMs = Math.min(performance.now() - startedAtMs, longestRestMs)
      await rest(restMs, stopped.signal).catch(() => undefined)
    },
    stop: () => stopped.abort(),
  }
}
