import type { Machine } from '../machine.ts'
import type { Latency } from '../timing.ts'

/** Everything that `sightline bench disk` measures, and what `--json` prints. */
export interface DiskReport {
  readonly machine: Machine
  readonly scan: ScanFigures
  readonly formats: readonly FormatFigures[]
  readonly fresh: FreshFigures
  readonly storm: StormFigures
  readonly moves: readonly MoveFigures[]
}

/** Comparing a library with a disk on which nothing changed. */
export interface ScanFigures {
  readonly files: number
  /** Of the middle one of three scans; the first of them is what a start of the app does. */
  readonly tookMs: number
  readonly firstMs: number
  readonly filesPerSecond: number
  /** Files of which a single byte was read, by their access times. Null where the disk keeps none. */
  readonly contentsRead: number | null
  readonly goalMs: number
}

/** From adding a folder of pictures of one kind until the last is stored; the workers have started before. */
export interface FormatFigures {
  readonly name: string
  /** What the pictures are, or why there are none. */
  readonly source: string
  readonly photos: number
  readonly failed: number
  /** Why the first one failed. */
  readonly reason: string | null
  readonly fileBytes: number
  readonly photosPerSecond: number
}

/** From the last write to a file in a watched folder until a search finds it. */
export interface FreshFigures extends Latency {
  readonly goalMs: number
}

/** Many files unpacked into a watched folder at once. */
export interface StormFigures {
  readonly files: number
  readonly unpackMs: number
  /** From the end of unpacking. */
  readonly searchableMs: number
  /** Looks at the disk, of the whole root or of parts of it. */
  readonly scans: number
}

/** A folder with all those files renamed while the engine watches. */
export interface MoveFigures {
  readonly name: string
  readonly files: number
  /** From the rename until the catalog has every photo in its new place. */
  readonly tookMs: number
  /** Photos that are still the same: their numbers, and with them all that is known of them. */
  readonly idsKept: number
  /** Photos whose pixels were decoded and embedded once more. */
  readonly decoded: number
}
