import { faultOperations } from './operations-faults.ts'
import { fileOperations } from './operations-files.ts'
import { ownDataOperations } from './operations-own.ts'
import { ruleOperations } from './operations-rules.ts'
import type { Run } from './run.ts'

/** Something that happens to files, engine, disks, or is said by the person. */
export interface Operation {
  readonly name: string
  readonly weight: number
  /** Compared right afterwards, because it touches much. */
  readonly alone?: boolean
  isPossible?(run: Run): boolean
  act(run: Run): void | Promise<void>
}

export const operations: readonly Operation[] = [
  ...fileOperations,
  ...faultOperations,
  ...ownDataOperations,
  ...ruleOperations,
]
