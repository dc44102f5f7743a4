import { rmdir } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { CodedError, toPlainError, type DownloadProgress } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../manifest.ts'
import type { Log } from '../../ports.ts'
import { roomTrouble } from '../room.ts'
import { stagingOf, takeModelLock } from '../staging.ts'
import { modelFolders, readStoredModel } from '../stored-model.ts'
import { mirrorFrom } from './addresses.ts'
import { createConnections } from './connections.ts'
import { downloadModel } from './download-model.ts'
import { patient, type Timing } from './timing.ts'

export interface Downloads {
  /**
   * Fetches a model into the models' folder. A second call joins the first; the download ends when every caller has
   * gone. Rejects with CodedError `download-failed`, `disk-full`, `data-folder-unusable`, or the signal's reason.
   */
  get(manifest: ModelManifest, signal?: AbortSignal): Promise<void>
  /** Ends it for every caller; what has arrived is kept. */
  cancel(id: string): void
  progress(id: string): DownloadProgress | null
  /** Why the last download of this model ended; null after a success or a cancel. */
  problem(id: string): string | null
  /** Ends all of them. Settles when nothing is written any more. */
  stop(): Promise<void>
}

export interface DownloadsOptions {
  readonly folder: string
  readonly proxyFor: ((url: string) => Promise<string | null>) | undefined
  /** Something that `progress` or `problem` answer has changed, or a model has arrived. */
  onChanged(id: string): void
  readonly log: Log
  readonly env?: NodeJS.ProcessEnv
  readonly timing?: Partial<Timing>
}

interface Running {
  readonly done: Promise<void>
  readonly controller: AbortController
  callers: number
  progress: DownloadProgress
}

const starting: DownloadProgress = {
  phase: 'starting',
  receivedBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  timeLeftMs: null,
  againAtMs: null,
  message: null,
}

const busy = 'Another Sightline is fetching this model just now; waiting for it.'

export function createDownloads(options: DownloadsOptions): Downloads {
  const { folder, proxyFor, onChanged, log, env = process.env } = options
  const timing: Timing = { ...patient, ...options.timing }
  const running = new Map<string, Running>()
  const problems = new Map<string, string>()

  function start(manifest: ModelManifest): Running {
    const { id } = manifest
    const controller = new AbortController()
    let lastTold = -Infinity
    const report = (progress: DownloadProgress) => {
      const isNews = progress.phase !== one.progress.phase || progress.totalBytes !== one.progress.totalBytes
      one.progress = progress
      if (!isNews && performance.now() - lastTold < timing.reportEveryMs) return
      lastTold = performance.now()
      onChanged(id)
    }
    const done = Promise.resolve()
      .then(() => fetchModel(manifest, controller.signal, report))
      .catch((error: unknown) => {
        const reason = controller.signal.aborted ? controller.signal.reason : roomTrouble(error, folder)
        if (!controller.signal.aborted) problems.set(id, toPlainError(reason).message)
        throw reason
      })
      .finally(() => {
        running.delete(id)
        onChanged(id)
      })
    // Each caller waits for it in its own way; one that has left must not turn a failure into a crash.
    done.catch((error: unknown) => log('debug', `download of ${id}: ${toPlainError(error).message}`))
    const one: Running = { done, controller, callers: 0, progress: starting }
    problems.delete(id)
    running.set(id, one)
    onChanged(id)
    return one
  }

  async function fetchModel(
    manifest: ModelManifest,
    signal: AbortSignal,
    report: (progress: DownloadProgress) => void,
  ): Promise<void> {
    const mirror = mirrorFrom(env)
    const release = await lockModel(manifest.id, signal, report)
    try {
      if (isWhole(manifest)) return
      const connections = createConnections({ env, proxyFor, timing })
      try {
        const reach = { connections, timing, signal, contact: { isMade: false } }
        await downloadModel(manifest, { folder, mirror, reach, report })
      } finally {
        await connections.close()
      }
    } finally {
      // Nothing of it has arrived.
      await rmdir(stagingOf(folder, manifest.id, 'download')).catch(() => {})
      release()
    }
  }

  async function lockModel(
    id: string,
    signal: AbortSignal,
    report: (progress: DownloadProgress) => void,
  ): Promise<() => void> {
    for (;;) {
      signal.throwIfAborted()
      const release = takeModelLock(folder, id)
      if (release) return release
      report({ ...starting, phase: 'waiting', message: busy })
      await wait(timing.lockPollMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }

  /** Another process may have fetched it meanwhile. */
  function isWhole({ id, files }: ModelManifest): boolean {
    const hashes = files.map(({ sha256 }) => sha256).join()
    return modelFolders(folder)
      .map((dir) => readStoredModel(dir, false))
      .some(
        ({ manifest, problem }) =>
          manifest?.id === id &&
          problem === null &&
          manifest.files.map(({ sha256 }) => sha256).join() === hashes,
      )
  }

  return {
    async get(manifest, signal) {
      // One that was just cancelled is still putting its bytes away.
      const ending = running.get(manifest.id)
      if (ending?.controller.signal.aborted) await ending.done.catch(() => {})
      signal?.throwIfAborted()
      const one = running.get(manifest.id) ?? start(manifest)
      one.callers += 1
      const left = Promise.withResolvers<never>()
      const leave = () => {
        one.callers -= 1
        if (one.callers === 0) one.controller.abort(signal?.reason)
        // The last one out waits until nothing is written any more.
        else left.reject(signal?.reason)
      }
      signal?.addEventListener('abort', leave, { once: true })
      try {
        await Promise.race([one.done, left.promise])
      } finally {
        signal?.removeEventListener('abort', leave)
      }
    },
    cancel: (id) => running.get(id)?.controller.abort(cancelled()),
    progress: (id) => running.get(id)?.progress ?? null,
    problem: (id) => problems.get(id) ?? null,
    async stop() {
      const all = [...running.values()]
      for (const { controller } of all) controller.abort(cancelled())
      await Promise.allSettled(all.map(({ done }) => done))
    },
  }
}

function cancelled(): CodedError {
  return new CodedError('download-failed', 'The download was stopped; what has arrived is kept.')
}
