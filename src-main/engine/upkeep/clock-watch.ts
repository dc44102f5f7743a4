import { z } from 'zod'
import type { SettingRows } from '../catalog/settings.ts'
import { clockAfter, clockAtStart, isBelieved, type ClockRecord } from './wall-clock.ts'

export interface ClockWatchOptions {
  readonly settings: SettingRows
  readonly wallMs?: () => number
  /** A clock that never jumps. */
  readonly steadyMs?: () => number
  readonly everyMs?: number
}

export interface ClockWatch {
  /** Looks at the clock now; whether what it says can be believed. */
  isBelieved(): boolean
  stop(): void
}

const key = 'clock'
const stored = z
  .object({ lastSeenMs: z.number(), doubtMs: z.number().min(0) })
  .nullable()
  .catch(null)

/** Looks at the clock now and then, and remembers it from start to start. */
export function watchClock(options: ClockWatchOptions): ClockWatch {
  const { settings, wallMs = Date.now, steadyMs = () => performance.now() } = options
  let record: ClockRecord = clockAtStart(stored.parse(settings.get(key) ?? null), wallMs())
  let lookedAtMs = steadyMs()
  remember()

  function look(): void {
    const nowMs = steadyMs()
    record = clockAfter(record, wallMs(), nowMs - lookedAtMs)
    lookedAtMs = nowMs
    remember()
  }

  /** A disk that is full must not stop anything here: at worst the next start doubts. */
  function remember(): void {
    try {
      settings.set(key, record)
    } catch {
      return
    }
  }

  const timer = setInterval(look, options.everyMs ?? 10 * 60_000)
  timer.unref()
  return {
    isBelieved: () => {
      look()
      return isBelieved(record)
    },
    stop: () => {
      clearInterval(timer)
      look()
    },
  }
}
