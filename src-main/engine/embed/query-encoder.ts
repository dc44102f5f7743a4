import { availableParallelism } from 'node:os'
import { CodedError, fromPlainError, type PlainError } from '../../../src-preload/contract/index.ts'
import type { Log, WorkerProcess } from '../ports.ts'
import {
  parseQueryWorkerReply,
  type PictureSource,
  type QueryAnswer,
  type QueryTask,
  type QueryWorkerRequest,
} from './query-protocol.ts'

export interface QueryEncoderOptions {
  readonly spawn: () => WorkerProcess
  readonly modelDir: string
  /** For one task, the worker's start included. Default 60,000. */
  readonly timeoutMs?: number
  readonly log: Log
}

/**
 * Words or a picture to an embedding, in a process of its own that starts at once and is replaced when it dies. Rejects
 * with CodedError: `model-missing`, `model-broken`, `picture-unreadable`, `file-gone`, `engine-down` or `internal`.
 */
export interface QueryEncoder {
  words(text: string): Promise<{ embedding: Float32Array; unknownWords: string[] }>
  /** `preview` is a WebP of 320 pixels at the longest side. */
  picture(source: PictureSource): Promise<{ embedding: Float32Array; preview: Uint8Array }>
  /** A picture as a format that every browser shows, upright and at most `maxSide` pixels at the longest side. */
  render(path: string, maxSide: number): Promise<{ mime: string; bytes: Uint8Array }>
  /** Undefined while none runs. */
  workerPid(): number | undefined
  stop(): Promise<void>
}

interface Pending {
  readonly task: QueryTask
  readonly sinceMs: number
  attempts: number
  readonly resolve: (answer: QueryAnswer) => void
  readonly reject: (error: CodedError) => void
}

/** Workers that die this often in a row without an answer are not started again until the next task. */
const fruitlessDeaths = 3

export function createQueryEncoder(options: QueryEncoderOptions): QueryEncoder {
  const timeoutMs = options.timeoutMs ?? 60_000
  const pending = new Map<number, Pending>()
  let worker: WorkerProcess | undefined
  let isReady = false
  let isStopped = false
  let lastTaskId = 0
  let deaths = 0
  let onGone: (() => void) | undefined
  const timer = setInterval(endOverdue, Math.min(1000, timeoutMs / 4))
  timer.unref()

  function start(): void {
    const started = options.spawn()
    worker = started
    isReady = false
    started.onMessage((message) => worker === started && onMessage(message))
    started.onExit((detail) => onExit(started, detail))
    // Two threads answer a query about as fast as more would, beside whatever indexes.
    const threads = Math.min(2, availableParallelism())
    started.post({ kind: 'configure', modelDir: options.modelDir, threads } satisfies QueryWorkerRequest)
  }

  function onMessage(message: unknown): void {
    const reply = parseQueryWorkerReply(message)
    if (!reply) return worker?.kill()
    if (reply.kind === 'unavailable') return refuse(reply.error)
    if (reply.kind === 'ready') {
      isReady = true
      for (const taskId of pending.keys()) give(taskId)
      return
    }
    deaths = 0
    const waiting = pending.get(reply.taskId)
    pending.delete(reply.taskId)
    if (reply.answer.kind === 'refused') waiting?.reject(fromPlainError(reply.answer.error))
    else waiting?.resolve(reply.answer)
  }

  function give(taskId: number): void {
    const waiting = pending.get(taskId)
    if (!waiting || !worker || !isReady) return
    waiting.attempts++
    worker.post({ kind: 'task', taskId, task: waiting.task } satisfies QueryWorkerRequest)
  }

  /** Words are innocent and asked again once; a picture may be what killed the worker. */
  function onExit(ended: WorkerProcess, detail: string): void {
    if (worker === ended) {
      worker = undefined
      isReady = false
    }
    if (isStopped) return onGone?.()
    if (worker) return
    options.log('warn', `The query encoder ended (${detail}).`)
    deaths++
    for (const [taskId, { task, attempts, reject }] of pending) {
      if (attempts < (task.kind === 'words' ? 2 : 1)) continue
      pending.delete(taskId)
      reject(crashed(task))
    }
    if (deaths < fruitlessDeaths) start()
    else
      refuse({
        code: 'internal',
        message: `Queries cannot be encoded: the process ends at once (${detail}).`,
      })
  }

  /** The next task makes another attempt: the model may be in its place by then. */
  function refuse(error: PlainError): void {
    deaths = 0
    options.log('error', error.message)
    rejectAll(fromPlainError(error))
    const refused = worker
    worker = undefined
    isReady = false
    refused?.kill()
  }

  function rejectAll(error: CodedError): void {
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }

  function endOverdue(): void {
    const isOverdue = [...pending.values()].some(({ sinceMs }) => performance.now() - sinceMs > timeoutMs)
    if (!isOverdue) return
    for (const [taskId, { task, sinceMs, reject }] of pending) {
      if (performance.now() - sinceMs <= timeoutMs) continue
      pending.delete(taskId)
      reject(tooSlow(task))
    }
    worker?.kill()
  }

  function ask<Kind extends QueryAnswer['kind']>(task: QueryTask, kind: Kind) {
    if (isStopped) return Promise.reject(closing())
    if (!worker) start()
    return new Promise<Extract<QueryAnswer, { kind: Kind }>>((resolve, reject) => {
      const taskId = ++lastTaskId
      const accept = (answer: QueryAnswer) =>
        isOfKind(answer, kind)
          ? resolve(answer)
          : reject(new CodedError('internal', 'Answers were mixed up.'))
      pending.set(taskId, { task, sinceMs: performance.now(), attempts: 0, resolve: accept, reject })
      give(taskId)
    })
  }

  start()

  return {
    words: (text) => ask({ kind: 'words', text }, 'words'),
    picture: (source) => ask({ kind: 'picture', source }, 'picture'),
    render: (path, maxSide) => ask({ kind: 'render', path, maxSide }, 'rendered'),
    workerPid: () => worker?.pid,
    async stop() {
      if (isStopped) return
      isStopped = true
      clearInterval(timer)
      rejectAll(closing())
      const last = worker
      if (!last) return
      await new Promise<void>((resolve) => {
        onGone = resolve
        last.kill()
      })
    },
  }
}

function isOfKind<Kind extends QueryAnswer['kind']>(
  answer: QueryAnswer,
  kind: Kind,
): answer is Extract<QueryAnswer, { kind: Kind }> {
  return answer.kind === kind
}

function closing(): CodedError {
  return new CodedError('engine-down', 'Sightline is closing.')
}

function crashed(task: QueryTask): CodedError {
  if (task.kind === 'words') return new CodedError('internal', 'The query encoder crashed: ask once more.')
  return new CodedError('picture-unreadable', 'This picture makes the decoder crash.')
}

function tooSlow(task: QueryTask): CodedError {
  if (task.kind === 'words') return new CodedError('internal', 'The query encoder did not answer in time.')
  return new CodedError('picture-unreadable', 'Reading this picture takes too long.')
}
