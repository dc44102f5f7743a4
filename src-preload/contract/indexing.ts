import type { LibraryCounts } from './library.ts'

export type PauseReason = 'person' | 'disk-full' | 'model-missing'

export interface Progress {
  readonly phase: 'idle' | 'scanning' | 'indexing' | 'paused'
  readonly pauseReason: PauseReason | null
  /** One sentence for a pause that the person did not ask for. */
  readonly pauseMessage: string | null
  /** Photos finished (indexed or failed) since this run began. */
  readonly done: number
  /** Photos of this run: `done` and what still waits. */
  readonly total: number
  readonly photosPerSecond: number | null
  readonly timeLeftMs: number | null
  readonly library: LibraryCounts
}
