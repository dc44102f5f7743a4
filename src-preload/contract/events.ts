import type { EngineState, Notice, WindowCommand } from './app.ts'
import type { Progress } from './indexing.ts'
import type { ModelOverview } from './models.ts'
import type { UndoState } from './steps.ts'

/** Everything that is told without being asked. */
export interface Events {
  /** At most four times a second while something moves. */
  readonly 'indexing.progress': Progress
  /** Roots, counts or photos changed: lists that are on screen should be read again. At most once a second. */
  readonly 'library.changed': { readonly revision: number }
  /** Downloads and switches, at most four times a second. */
  readonly 'models.changed': ModelOverview
  /** What can be undone and done again is another step now. */
  readonly 'steps.changed': UndoState
  readonly notice: Notice
  readonly 'engine.state': EngineState
  /** An application menu was used. */
  readonly command: { readonly command: WindowCommand }
}

export type EventName = keyof Events

export const eventNames = [
  'indexing.progress',
  'library.changed',
  'models.changed',
  'steps.changed',
  'notice',
  'engine.state',
  'command',
] as const satisfies readonly EventName[]

export function isEventName(name: unknown): name is EventName {
  return eventNames.includes(name as EventName)
}

export type Emit = <N extends EventName>(name: N, payload: Events[N]) => void
