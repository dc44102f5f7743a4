import type { PauseReason } from '../../../src-preload/contract/index.ts'

export interface Pause {
  readonly reason: PauseReason
  /** One sentence for a pause that the person did not ask for. */
  readonly message: string | null
}

/** Why indexing rests: there may be several reasons, and it goes on when the last of them is gone. */
export interface Pausing {
  /** The weightiest reason; null: indexing may go on. */
  now(): Pause | null
  has(reason: PauseReason): boolean
  /** It rests for this reason and for no other. */
  isOnly(reason: PauseReason): boolean
  /** False when it rests for this reason already. */
  begin(pause: Pause): boolean
  /** One reason is gone, or all of them: the person's word. False when nothing was. */
  end(reason?: PauseReason): boolean
}

/** What the person asked for is said before anything else; then what they can do something about. */
const byWeight: readonly PauseReason[] = ['person', 'disk-full', 'model-missing', 'low-memory', 'battery']

export function createPausing(): Pausing {
  const pauses = new Map<PauseReason, Pause>()
  return {
    now: () => {
      const weightiest = byWeight.find((reason) => pauses.has(reason))
      return weightiest === undefined ? null : (pauses.get(weightiest) ?? null)
    },
    has: (reason) => pauses.has(reason),
    isOnly: (reason) => pauses.size === 1 && pauses.has(reason),
    begin: (pause) => {
      if (pauses.has(pause.reason)) return false
      pauses.set(pause.reason, pause)
      return true
    },
    end: (reason) => {
      if (reason !== undefined) return pauses.delete(reason)
      const had = pauses.size > 0
      pauses.clear()
      return had
    },
  }
}
