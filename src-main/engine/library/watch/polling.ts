/** Looks at network roots again and again: no system tells what other machines change there. */
export interface Polling {
  begin(rootId: number): void
  /** A whole scan took so long. */
  scanned(rootId: number, tookMs: number): void
  end(rootId: number): void
  stop(): void
}

/** A drive is not kept busy for more than a tenth of the time. */
const restFactor = 10

export function createPolling(everyMs: number, look: (rootId: number) => void): Polling {
  const timers = new Map<number, NodeJS.Timeout>()

  function wait(rootId: number, ms: number): void {
    clearTimeout(timers.get(rootId))
    const timer = setTimeout(() => {
      // Until the scan tells that it has ended; a drive that went away tells nothing.
      wait(rootId, Math.max(everyMs, ms))
      look(rootId)
    }, ms)
    timer.unref()
    timers.set(rootId, timer)
  }

  return {
    begin: (rootId) => wait(rootId, everyMs),
    scanned: (rootId, tookMs) => {
      if (timers.has(rootId)) wait(rootId, Math.max(everyMs, restFactor * tookMs))
    },
    end: (rootId) => {
      clearTimeout(timers.get(rootId))
      timers.delete(rootId)
    },
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
