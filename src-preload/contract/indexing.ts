import type { LibraryCounts } from './library.ts'
import type { ModelSwitch } from './models.ts'

export type PauseReason = 'person' | 'disk-full' | 'model-missing' | 'battery' | 'low-memory'

export interface Progress {
  readonly phase: 'idle' | 'scanning' | 'indexing' | 'paused'
  readonly pauseReason: PauseReason | null
  /** One sentence for a pause that the person did not ask for. */
  readonly pauseMessage: string | null
  /** Fewer photos at a time than the speed allows, and why: one sentence. */
  readonly slowed: string | null
  /** Photos finished (indexed or failed) since this run began. */
  readonly done: number
  /** Photos of this run: `done` and what still waits. */
  readonly total: number
  readonly photosPerSecond: number | null
  readonly timeLeftMs: number | null
  /** Known photos on their way to another model; they come after new ones. */
  readonly switching: ModelSwitch | null
  readonly library: LibraryCounts
}
