export interface HeartbeatLimits {
  readonly everyMs: number
  /** How long an engine at work may be silent. */
  readonly silentMs: number
  /** How long an engine may be silent until it has started: a catalog may have to be upgraded, or rescued. */
  readonly startMs: number
}

/**
 * The longest that an engine at work was measured to hear nothing is 3.4 s (a folder with 200,000 photos is removed), and
 * a library five times as large on a disk three times as slow must not be taken for a hung engine.
 */
export const usualLimits: HeartbeatLimits = { everyMs: 5_000, silentMs: 60_000, startMs: 30 * 60_000 }

export interface Heartbeat {
  /** The engine was heard. */
  heard(): void
  /** The engine has started: from here on the shorter limit holds. */
  started(): void
  stop(): void
}

/**
 * Asks the engine in turns whether it still hears, and calls `onSilent`, once, when it has let too many turns pass. Turns
 * count, not the clock: while this process stood still itself (a sleeping laptop, a debugger) there were none.
 */
export function watchHeartbeat(
  { everyMs, silentMs, startMs }: HeartbeatLimits,
  ask: () => void,
  onSilent: (forMs: number) => void,
): Heartbeat {
  let limitMs = startMs
  let turns = 0
  const timer = setInterval(() => {
    if (turns * everyMs < limitMs) {
      turns += 1
      return ask()
    }
    clearInterval(timer)
    onSilent(turns * everyMs)
  }, everyMs)
  timer.unref()
  return {
    heard: () => void (turns = 0),
    started: () => {
      limitMs = silentMs
      turns = 0
    },
    stop: () => clearInterval(timer),
  }
}
