import type { AtStart } from './at-start.ts'
import { createBrain, type Brain, type BrainOptions, type Filed, type Workers } from './brain.ts'

/** The model that answers, and the one that will. Whoever asks anew after a flip gets the new one. */
export interface Brains {
  current(): Brain
  /** What photos are on their way to; null at rest. */
  next(): Brain | null
  /** Prepares another model, in place of the one that was on its way. */
  aim(wanted: Filed): Brain
  /** No other model is on its way any more. */
  stay(): void
  /** The next one answers from now on, with the embeddings that it has. The former is stopped. */
  flip(): Promise<Brain>
  setWorkers(count: number, speed: Workers['speed']): void
  renewWorkers(): void
  stop(): Promise<void>
}

/** Loads the first model's embeddings, so that it can answer. */
export async function createBrains(
  options: BrainOptions & { readonly workers: Workers },
  { active, next: coming }: Pick<AtStart, 'active' | 'next'>,
): Promise<Brains> {
  let workers = options.workers
  const make = (one: Filed) => createBrain(options, one, workers)
  let current = make(active)
  let next = coming && make(coming)
  const leaving = new Set<Brain>()
  let stopped: Promise<void> | undefined

  function retire(brain: Brain): void {
    leaving.add(brain)
    void brain.retire().finally(() => leaving.delete(brain))
  }

  function stay(): void {
    if (next) retire(next)
    next = null
  }

  async function end(): Promise<void> {
    // Nobody waits for questions any more.
    await Promise.all([current, next, ...leaving].map((brain) => brain?.stop()))
  }

  await current.load()
  return {
    current: () => current,
    next: () => next,
    aim: (wanted) => {
      stay()
      return (next = make(wanted))
    },
    stay,
    flip: async () => {
      const coming = next
      if (!coming) return current
      await coming.load()
      // Another was wanted while this one was being loaded.
      if (next !== coming) return current
      const former = current
      current = coming
      next = null
      retire(former)
      return current
    },
    setWorkers: (count, speed) => {
      workers = { count, speed }
      for (const brain of [current, next]) brain?.setWorkers(workers)
    },
    renewWorkers: () => [current, next].forEach((brain) => brain?.renewWorkers()),
    stop: async () => {
      stopped ??= end()
      await stopped
    },
  }
}
