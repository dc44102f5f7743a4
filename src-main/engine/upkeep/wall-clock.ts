/**
 * Whether the machine's clock can be believed when it says that a month has passed. A flat battery, a dual boot or a
 * person can put it years away, and what is forgotten after 30 days would go at once. Pure: time comes in as arguments.
 */
export interface ClockRecord {
  /** The wall clock when the engine last looked, ms since 1970. */
  readonly lastSeenMs: number
  /** How long the engine still has to see ordinary time before the clock is believed; 0: it is. */
  readonly doubtMs: number
}

const dayMs = 24 * 60 * 60 * 1_000
/** Apart by more than this, two looks at the clock do not fit together. */
const jumpMs = 2 * dayMs
const doubtLastsMs = dayMs

/**
 * At a start nobody knows how long the engine was away: a step forward is as likely a holiday as a wrong clock. It
 * raises doubt, but doubt that is there already does not begin anew, or an app that runs once a week never lost it.
 */
export function clockAtStart(stored: ClockRecord | null, wallMs: number): ClockRecord {
  if (!stored) return { lastSeenMs: wallMs, doubtMs: 0 }
  const gapMs = wallMs - stored.lastSeenMs
  const isDoubtful = gapMs < -jumpMs || (gapMs > jumpMs && stored.doubtMs === 0)
  return { lastSeenMs: wallMs, doubtMs: isDoubtful ? doubtLastsMs : stored.doubtMs }
}

/** While running, a clock that never jumps says how much time has really passed. */
export function clockAfter(before: ClockRecord, wallMs: number, elapsedMs: number): ClockRecord {
  const jumped = Math.abs(wallMs - before.lastSeenMs - elapsedMs) > jumpMs
  return { lastSeenMs: wallMs, doubtMs: jumped ? doubtLastsMs : Math.max(0, before.doubtMs - elapsedMs) }
}

export function isBelieved({ doubtMs }: ClockRecord): boolean {
  return doubtMs === 0
}
