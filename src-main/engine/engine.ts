import type { Reply } from '../../src-preload/contract/index.ts'
import { isDamage } from './catalog/is-damage.ts'
import { suspect, suspecting } from './catalog/suspicion.ts'
import { diagnose, type DoctorReport } from './doctor/doctor.ts'
import { createHandlers } from './handlers.ts'
import type { EngineOptions } from './options.ts'
import type { Models } from './models/models.ts'
import { pictureOf, type PictureSize, type PictureSource } from './pictures.ts'
import type { EnginePorts } from './ports.ts'
import { readAgain, type ReadAgainSummary } from './read-again.ts'
import { createRouter, type EngineHandlers } from './router.ts'
import { indexOnce, statusOf, whenSwitched, type IndexSummary, type StatusReport } from './runs.ts'
import { wireRooms } from './wire.ts'

export type {
  DoctorReport,
  EngineOptions,
  IndexSummary,
  PictureSize,
  PictureSource,
  ReadAgainSummary,
  StatusReport,
}

export interface Engine {
  /** Typed, for callers in the same process; arguments are parsed already. */
  readonly handlers: EngineHandlers
  /** Long work with a signal, for callers in the same process. */
  readonly models: Models
  /** For doors: parses, never throws. */
  request(name: string, args: unknown): Promise<Reply<unknown>>
  /** Throws CodedError `not-found`, `file-gone`, `picture-unreadable`. */
  picture(photoId: number, size: PictureSize): Promise<PictureSource>
  /**
   * Scans every root and works the queue dry. Throws `model-missing`, `disk-full`, or the signal's reason. With `onFull`
   * a full disk is told to it and waited for.
   */
  indexOnce(signal?: AbortSignal, onFull?: (message: string) => void): Promise<IndexSummary>
  /**
   * Reads photos whole again, by the paths of files or folders in the library, and works the queue dry. Throws
   * `model-missing`, `disk-full`, or the signal's reason.
   */
  readAgain(paths: readonly string[], signal?: AbortSignal): Promise<ReadAgainSummary>
  /**
   * Settles when no photos are on their way to another model, or with the reason why they cannot go on. A battery or a
   * full memory is told to `onWait` and waited for.
   */
  whenSwitched(signal?: AbortSignal, onWait?: (message: string) => void): Promise<string | null>
  status(): StatusReport
  doctor(options: { readonly repair: boolean }): Promise<DoctorReport>
  /** A barrier: afterwards no child process runs, the catalog is closed and the data folder free. */
  stop(): Promise<void>
}

/**
 * Starts an engine on a data folder. Throws CodedError: `data-folder-busy`, `data-folder-unusable`, `catalog-newer`, and
 * for a reader `not-found` when there is no catalog yet.
 */
export async function startEngine(ports: EnginePorts, options: EngineOptions): Promise<Engine> {
  const wired = await wireRooms(ports, options)
  const { rooms } = wired
  const handlers = createHandlers(rooms)
  if (options.role === 'indexer' && options.watch) rooms.writable().library.watch()
  if (options.role === 'indexer' && options.autoIndex) rooms.scanSoon()
  let stopping: Promise<void> | undefined
  return {
    handlers,
    models: rooms.models,
    request: createRouter(handlers, ports.log, (error) => {
      if (isDamage(error)) suspect(rooms.catalog.file)
    }),
    picture: (photoId, size) => pictureOf(photoId, size, rooms),
    indexOnce: (signal, onFull) => suspecting(rooms.catalog.file, () => indexOnce(rooms, signal, onFull)),
    readAgain: (paths, signal) => suspecting(rooms.catalog.file, () => readAgain(rooms, paths, signal)),
    whenSwitched: (signal, onWait) =>
      suspecting(rooms.catalog.file, () => whenSwitched(rooms, signal, onWait)),
    status: () => statusOf(rooms),
    doctor: ({ repair }) => suspecting(rooms.catalog.file, () => diagnose(rooms, repair)),
    stop: () => (stopping ??= wired.stop()),
  }
}
