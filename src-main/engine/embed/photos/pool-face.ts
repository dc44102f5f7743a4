import type { Speed } from '../../../../src-preload/contract/index.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import type { MachineUse } from '../providers/machine-use.ts'
import type { PhotoOutcome } from './photo-outcome.ts'
import type { PhotoJob } from './photo-protocol.ts'

export interface PhotoPoolOptions {
  readonly spawn: () => WorkerProcess
  readonly modelDir: string
  readonly workers: number
  /** Without it everything runs on the CPU, with the usual settings. */
  readonly machine?: MachineUse
  /** Default normal. */
  readonly speed?: Speed
  /** For one photo, from the begin of its reading. Default 30,000. */
  readonly timeoutMs?: number
  /** Memory that one worker may take beside the model. Default 2 GiB, or a quarter of the machine's where that is less. */
  readonly memoryCeilingBytes?: number
  readonly log: Log
}

/** Photos in, outcomes out, whatever the photos do to the workers. */
export interface PhotoPool {
  /** Photos to keep in flight so that no worker waits. */
  readonly capacity: number
  /** Never rejects. Photos that a worker died with are tried once more, each alone. */
  process(path: string, options?: Partial<Omit<PhotoJob, 'path'>>): Promise<PhotoOutcome>
  /** Workers of another speed are replaced when they have finished what they have. */
  setWorkers(count: number, speed?: Speed): void
  /** Asks `machine` anew: workers that run otherwise are replaced when they have finished what they have. */
  renew(): void
  workerPids(): number[]
  /** When it resolves, all workers are gone and all promises are settled (as `unavailable`). */
  stop(): Promise<void>
}
