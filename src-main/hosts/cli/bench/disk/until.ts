import { setTimeout as wait } from 'node:timers/promises'

const longestWaitMs = 10 * 60_000

/** Asks again until it holds, and gives how long that took. Throws when it takes longer than anybody would wait. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  everyMs: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const startedAtMs = performance.now()
  while (!(await holds())) {
    if (performance.now() - startedAtMs > longestWaitMs)
      throw new Error(`Waited ${longestWaitMs / 60_000} minutes in vain: ${what}.`)
    await wait(everyMs, undefined, { signal })
  }
  return performance.now() - startedAtMs
}
