interface Running {
  readonly done: Promise<void>
  readonly ending: AbortController
  waiting: number
}

/** Work that several may wait for: each leaves by its own signal, and it ends when nobody waits any more. */
export function createSharedWork() {
  const joinable = new Map<string, Running>()
  const all = new Set<Promise<void>>()

  function start(name: string, work: (signal: AbortSignal) => Promise<void>): Running {
    const ending = new AbortController()
    const done = work(ending.signal).finally(() => {
      all.delete(done)
      if (joinable.get(name)?.done === done) joinable.delete(name)
    })
    all.add(done)
    const running = { done, ending, waiting: 0 }
    joinable.set(name, running)
    return running
  }

  return {
    async join(
      name: string,
      signal: AbortSignal,
      work: (signal: AbortSignal) => Promise<void>,
    ): Promise<void> {
      signal.throwIfAborted()
      const running = joinable.get(name) ?? start(name, work)
      running.waiting += 1
      const left = Promise.withResolvers<never>()
      const leave = () => left.reject(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      try {
        await Promise.race([running.done, left.promise])
      } finally {
        signal.removeEventListener('abort', leave)
        running.waiting -= 1
        if (running.waiting === 0) {
          if (joinable.get(name) === running) joinable.delete(name)
          running.ending.abort(signal.reason)
        }
      }
    },
    has: (name: string) => joinable.has(name),
    allEnded: () => Promise.allSettled(all),
  }
}
