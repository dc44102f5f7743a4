import { Script } from 'node:vm'

const slot = Symbol.for('sightline.limited-work')
const holder = globalThis as { [slot]?: () => unknown }
const script = new Script(`globalThis[Symbol.for('sightline.limited-work')]()`)

/**
 * Runs work that never waits, and ends it after `timeoutMs`, wherever it is: a regular expression that tries for ever
 * gives way to nothing else. Throws `WorkTooSlow`. A call costs a third of a millisecond more.
 */
export function withinTime<T>(timeoutMs: number, work: () => T): T {
  const outer = holder[slot]
  holder[slot] = work
  try {
    return script.runInThisContext({ timeout: timeoutMs }) as T
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new WorkTooSlow(timeoutMs)
  } finally {
    if (outer) holder[slot] = outer
    else delete holder[slot]
  }
}

export class WorkTooSlow extends Error {
  override readonly name = 'WorkTooSlow'

  constructor(timeoutMs: number) {
    super(`It took longer than ${timeoutMs} ms.`)
  }
}
