import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long rules and a folder of many long names take their time: the process answers others in between. */
const longestHoldMs = 20

/** For a loop that does not wait by itself: lets all other work of the process have its turn when it has held it up for long. */
export interface Turns {
  isDue(): boolean
  /** Settles after everything else had its turn. */
  take(): Promise<void>
}

export function takingTurns(): Turns {
  let since = performance.now()
  return {
    isDue: () => performance.now() - since > longestHoldMs,
    async take() {
      await nextTurn()
      since = performance.now()
    },
  }
}

/**
 * For callbacks of the system, of which many come at once and none can wait: asks `judge` as long as there is time for it in
 * this turn, and answers `otherwise` from then on until the next.
 */
export function inTheTimeOfOneTurn<T>(otherwise: T): (judge: () => T) => T {
  let spentMs = 0
  return (judge) => {
    if (spentMs > longestHoldMs) return otherwise
    const since = performance.now()
    if (spentMs === 0) setImmediate(() => (spentMs = 0))
    const verdict = judge()
    spentMs += Math.max(performance.now() - since, Number.MIN_VALUE)
    return verdict
  }
}
