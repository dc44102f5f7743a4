import type { Emit } from '../../src-preload/contract/index.ts'
import type { MemoryReading } from './indexing/memory-pressure.ts'
import type { LeftoverPlaces } from './upkeep/telemetry-leftovers.ts'

/**
 * `photo`: path -> pixels and embedding. `query`: words or a picture -> embedding. `index`: builds the HNSW file.
 * `model`: tries a model and measures this machine. `restore`: builds a catalog from a backup.
 */
export type WorkerKind = 'photo' | 'query' | 'index' | 'model' | 'restore'

/** A disposable process. Messages are structured clones; only small things cross (a vector, a thumbnail). */
export interface WorkerProcess {
  readonly pid: number | undefined
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, also when the process could not be started. `detail` is an exit code or a signal's name. */
  onExit(listener: (detail: string) => void): void
  /** Ends it at once (SIGKILL where there is one). Safe to call twice. */
  kill(): void
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, message: string) => void

/** What a host supplies to the engine. Nothing else of the host is visible to it. */
export interface EnginePorts {
  /** Catalog, thumbnails and index live here; made when absent. */
  readonly dataDir: string
  /** The folder that holds `starter/`. */
  readonly modelsDir: string
  spawnWorker(kind: WorkerKind): WorkerProcess
  readonly emit: Emit
  readonly log: Log
  /** The system's proxy for an address, as `http://host:port`; null for none. Without it the environment is asked. */
  readonly proxyFor?: (url: string) => Promise<string | null>
  /** Where earlier versions may have left what is not theirs to keep; without it nothing is looked for. */
  readonly leftoverPlaces?: LeftoverPlaces
  /** What is left of the machine's memory; without it the system is asked. */
  readonly readMemory?: () => Promise<MemoryReading>
}
