import type { ErrorCode } from '../../../src-preload/contract/index.ts'
import type { Door } from '../door.ts'
import type { TestLibrary } from '../library.ts'

type Outcome = 'ok' | ErrorCode

export interface Case {
  readonly request: string
  readonly says: string
  readonly args: (library: TestLibrary) => unknown
  /** The same behind every door, or by door; `left out` where a person would have to answer. */
  readonly outcome: Outcome | Partial<Record<Door['kind'] | 'else', Outcome | 'left out'>>
  /** Looks at the value of a good answer. */
  readonly check?: (value: unknown, library: TestLibrary) => void
}

export const nothing = () => ({})
/** The router knows the engine's requests alone; those of a host are unknown to it. */
export const byHost = (outcome: Outcome | 'left out') =>
  ({ router: 'unknown-request', else: outcome }) as const
