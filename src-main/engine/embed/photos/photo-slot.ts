import type { PlainError, ProviderName } from '../../../../src-preload/contract/index.ts'
import type { WorkerProcess } from '../../ports.ts'
import type { WorkerOutcome } from './photo-outcome.ts'
import {
  parsePhotoWorkerReply,
  type PhotoJob,
  type PhotoWorkerRequest,
  type PhotoWorkerSettings,
} from './photo-protocol.ts'
import { createPhotoTimes } from './photo-times.ts'
import { coreTimesOf, createWorkClock } from './work-clock.ts'

/** Why a worker ended. `time` and `memory` were the engine's own decision. */
export type Death =
  | { readonly kind: 'crash'; readonly detail: string }
  | { readonly kind: 'time' }
  | { readonly kind: 'memory' }

export interface SlotOptions {
  readonly spawn: () => WorkerProcess
  readonly settings: PhotoWorkerSettings
  /** For one photo, of time in which the worker could work. */
  readonly timeoutMs: number
  onUnavailable(error: PlainError): void
  onDone(jobId: number, outcome: WorkerOutcome): void
  /** The provider of these settings has failed; the worker goes on with the CPU. */
  onGaveUp(reason: string): void
  /** Called once. `suspects` may have caused the death, `others` only waited. */
  onDeath(death: Death, suspects: readonly number[], others: readonly number[]): void
}

/** One photo worker as the pool sees it. */
export interface PhotoSlot {
  readonly pid: number | undefined
  /** What it was started with. */
  readonly provider: ProviderName
  readonly batchSize: number
  /** Photos given and not answered. */
  readonly load: number
  /** When it last had work, on the clock of `performance.now()`. */
  readonly idleSinceMs: number
  give(jobId: number, job: PhotoJob): void
  kill(): void
}

/** A model of some gigabytes on a cold disk takes its time. */
const startLimitMs = 120_000

/** Starts a worker and keeps its books: which photos it has, which of them are at work, and for how long. */
export function startPhotoSlot(options: SlotOptions): PhotoSlot {
  const given = new Map<number, PhotoJob>()
  const times = createPhotoTimes(options.timeoutMs)
  const process = options.spawn()
  const post = (request: PhotoWorkerRequest) => process.post(request)
  let death: Death | undefined
  let isReady = false
  let lastHeardMs = performance.now()
  const clock = createWorkClock(coreTimesOf(process.pid))
  let silentMs = 0
  let checkedAtMs = lastHeardMs

  function end(why: Death): void {
    death ??= why
    process.kill()
  }

  function onMessage(message: unknown): void {
    const reply = parsePhotoWorkerReply(message)
    clock.alive()
    if (!reply) return end({ kind: 'crash', detail: 'it sent a broken answer' })
    if (reply.kind === 'alive') return
    lastHeardMs = performance.now()
    silentMs = 0
    if (reply.kind === 'ready') {
      isReady = true
      for (const [jobId, job] of given) post({ kind: 'photo', jobId, ...job })
    }
    if (reply.kind === 'unavailable') options.onUnavailable(reply.error)
    if (reply.kind === 'gave-up') options.onGaveUp(reply.reason)
    if (reply.kind === 'over-memory') end({ kind: 'memory' })
    if (reply.kind === 'begun' && given.has(reply.jobId)) times.begun(reply.jobId)
    if (reply.kind === 'waits') times.waits(reply.jobId)
    if (reply.kind === 'decoded' && given.has(reply.jobId)) times.decoded(reply.jobId)
    if (reply.kind === 'batch') times.batch(reply.jobIds.filter((jobId) => given.has(jobId)))
    if (reply.kind === 'done' && given.delete(reply.jobId)) {
      times.done(reply.jobId)
      options.onDone(reply.jobId, reply.outcome)
    }
  }

  function check(): void {
    const nowMs = performance.now()
    const countedMs = clock.pass()
    times.pass(countedMs, nowMs - checkedAtMs)
    silentMs += countedMs
    checkedAtMs = nowMs
    const isStuck = given.size > 0 && isReady && silentMs > times.silenceMs()
    if (isStuck || times.overdue().length > 0) end({ kind: 'time' })
    if (!isReady && silentMs > startLimitMs) end({ kind: 'crash', detail: 'it did not start' })
  }

  const timer = setInterval(check, Math.min(1000, options.timeoutMs / 4))
  timer.unref()
  process.onMessage(onMessage)
  process.onExit((detail) => {
    clearInterval(timer)
    const why: Death = death ?? { kind: 'crash', detail }
    const late = why.kind === 'time' ? times.overdue() : []
    const suspects = late.length > 0 ? late : times.atWork()
    const others = [...given.keys()].filter((jobId) => !suspects.includes(jobId))
    given.clear()
    options.onDeath(why, suspects, others)
  })
  post({ kind: 'configure', ...options.settings })

  return {
    pid: process.pid,
    provider: options.settings.provider,
    batchSize: options.settings.batchSize,
    get load() {
      return given.size
    },
    get idleSinceMs() {
      return lastHeardMs
    },
    give(jobId, job) {
      if (given.size === 0) {
        lastHeardMs = performance.now()
        silentMs = 0
      }
      given.set(jobId, job)
      if (isReady) post({ kind: 'photo', jobId, ...job })
    },
    kill: () => process.kill(),
  }
}
