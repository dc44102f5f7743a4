import type { EventName, Events, PlainError, Reply } from '../../../src-preload/contract/index.ts'
import type { PictureSource } from '../../engine/engine.ts'
import type { WorkerKind } from '../../engine/ports.ts'

export type PictureSize = 'thumbnail' | 'full'

/** What a host says to its engine process. Messages are structured clones. */
export type ToEngine =
  | { readonly kind: 'start'; readonly dataDir: string; readonly modelsDir: string }
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'picture'; readonly id: number; readonly photoId: number; readonly size: PictureSize }
  /** Asked again and again; an engine that no longer says `alive` is replaced. */
  | { readonly kind: 'ping' }
  /** Finish and say `stopped`; the host then ends the process. */
  | { readonly kind: 'stop' }
  /** Electron only: brings, as the message's one transferred port, the engine's end of a worker's connection. */
  | { readonly kind: 'worker'; readonly workerId: number }
  /** Electron only: a worker ended, or could not be started. */
  | { readonly kind: 'worker-exit'; readonly workerId: number; readonly detail: string }
  /** Electron only: the answer to `ask-proxy`. */
  | { readonly kind: 'proxy'; readonly askId: number; readonly proxy: string | null }

/** An event with its payload; distributes over the names so that each name carries its own payload type. */
export type EventMessage<N extends EventName = EventName> = N extends EventName
  ? { readonly kind: 'event'; readonly name: N; readonly payload: Events[N] }
  : never

/** What an engine process says to its host. */
export type FromEngine =
  | { readonly kind: 'started' }
  /** The engine cannot run as things are; the process idles until the host ends it. */
  | { readonly kind: 'start-failed'; readonly error: PlainError }
  | { readonly kind: 'answer'; readonly id: number; readonly reply: Reply<unknown> | Reply<PictureSource> }
  | EventMessage
  | { readonly kind: 'alive' }
  | { readonly kind: 'stopped' }
  /** Electron only: only its main process can fork utility processes. */
  | { readonly kind: 'spawn-worker'; readonly workerId: number; readonly worker: WorkerKind }
  | { readonly kind: 'kill-worker'; readonly workerId: number }
  /** Electron only: its main process knows the system's proxy. */
  | { readonly kind: 'ask-proxy'; readonly askId: number; readonly url: string }

/** An engine process as its host sees it. */
export interface EngineProcess {
  readonly pid: number | undefined
  post(message: ToEngine): void
  onMessage(listener: (message: FromEngine) => void): void
  /** Called once, also when the process could not be started. */
  onExit(listener: (detail: string) => void): void
  /** Ends it at once. Safe to call twice. */
  kill(): void
}
