/** Tells a slow disk from one that answers no more. */
export interface StallWatch {
  /** The disk answered. */
  readonly beat: () => void
  /** The work's answer; rejects with `StalledError` when the disk was silent for too long. */
  unlessStalled<T>(work: Promise<T>): Promise<T>
}

export class StalledError extends Error {
  constructor(silentMs: number) {
    super(`the disk has not answered for ${Math.round(silentMs / 1_000)} s`)
  }
}

/** A call to a network drive that died hangs for good: whoever waits for it must stop waiting. */
export function stallWatch(limitMs: number): StallWatch {
  let beatAtMs = performance.now()
  return {
    beat: () => (beatAtMs = performance.now()),
    unlessStalled: async (work) => {
      const stalled = Promise.withResolvers<never>()
      const timer = setInterval(
        () => {
          const silentMs = performance.now() - beatAtMs
          if (silentMs > limitMs) stalled.reject(new StalledError(silentMs))
        },
        Math.max(10, limitMs / 10),
      )
      try {
        return await Promise.race([work, stalled.promise])
      } finally {
        clearInterval(timer)
        stalled.promise.catch(() => undefined)
        work.catch(() => undefined)
      }
    },
  }
}
