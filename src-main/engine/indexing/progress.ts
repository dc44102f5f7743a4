/** How fast a run goes, from the moments at which photos were finished. Pure: time comes in as arguments. */
export interface RunMeter {
  readonly startedAtMs: number
  readonly done: number
  /** Finished photos by moment, for the last `windowMs` only. */
  readonly recent: readonly { readonly atMs: number; readonly count: number }[]
}

/** Long enough to smooth over one slow photo, short enough to follow a change of speed. */
const windowMs = 10_000

export function startMeter(nowMs: number): RunMeter {
  return { startedAtMs: nowMs, done: 0, recent: [] }
}

export function meterDone(meter: RunMeter, nowMs: number): RunMeter {
  const recent = meter.recent.filter((entry) => entry.atMs > nowMs - windowMs)
  const last = recent.at(-1)
  // One entry per 100 ms keeps the list short at any speed.
  if (last && nowMs - last.atMs < 100) {
    recent[recent.length - 1] = { atMs: last.atMs, count: last.count + 1 }
  } else {
    recent.push({ atMs: nowMs, count: 1 })
  }
  return { ...meter, done: meter.done + 1, recent }
}

/**
 * Photos per second over the last moments; null before there is enough to say: the first photos wait for their worker
 * to start, and promised eight minutes for a run of five seconds.
 */
export function rateOf(meter: RunMeter, nowMs: number): number | null {
  const spanMs = Math.min(windowMs, nowMs - meter.startedAtMs)
  const count = meter.recent
    .filter((entry) => entry.atMs > nowMs - windowMs)
    .reduce((sum, e) => sum + e.count, 0)
  const isTooSoon = spanMs < 500 || (spanMs < 5_000 && count < 5)
  return isTooSoon || count === 0 ? null : (count * 1_000) / spanMs
}

export function timeLeftMs(left: number, photosPerSecond: number | null): number | null {
  return photosPerSecond ? Math.round((left / photosPerSecond) * 1_000) : null
}
