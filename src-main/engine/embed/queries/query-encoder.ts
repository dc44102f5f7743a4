import { availableParallelism } from 'node:os'
import {
  CodedError,
  fromPlainError,
  toPlainError,
  type PlainError,
} from '../../../../src-preload/contract/index.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import type { QueryEncoder } from './query-face.ts'
import { closing, crashed, tooSlow } from './query-errors.ts'
import {
  parseQueryWorkerReply,
  type QueryAnswer,
  type QueryTask,
  type QueryWorkerRequest,
} from './query-protocol.ts'

export type { QueryEncoder } from './query-face.ts'

export interface QueryEncoderOptions {
  /** Throws CodedError where the model must not be loaded. */
  readonly spawn: () => WorkerProcess
  readonly modelDir: string
  /** For one task, the worker's start included. Default 60,000. */
  readonly timeoutMs?: number
  /** After so long without a task the worker gives its memory back, and the next task starts another. Default never. */
  readonly idleMs?: () => number
  readonly log: Log
}

interface Pending {
  readonly task: QueryTask
  readonly sinceMs: number
  attempts: number
  /** With the worker that runs now. */
  isGiven: boolean
  readonly resolve: (answer: QueryAnswer) => void
  readonly reject: (error: CodedError) => void
}

/** Workers that die this often in a row without an answer are not started again until the next task. */
const fruitlessDeaths = 3
/** Of a picture; words may be beside a picture that takes their worker down twice. */
const mostAttempts = 2

export function createQueryEncoder(options: QueryEncoderOptions): QueryEncoder {
  const timeoutMs = options.timeoutMs ?? 60_000
  const pending = new Map<number, Pending>()
  const living = new Set<WorkerProcess>()
  let worker: WorkerProcess | undefined
  let isReady = false
  let isStopped = false
  let lastTaskId = 0
  let deaths = 0
  let lastUsedMs = performance.now()
  let onGone: (() => void) | undefined
  const idleWaiters: (() => void)[] = []
  const timer = setInterval(lookAtTheClock, Math.min(1000, timeoutMs / 4))
  timer.unref()

  function start(): void {
    let started: WorkerProcess
    try {
      started = options.spawn()
    } catch (error) {
      return refuse(toPlainError(error))
    }
    living.add(started)
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
      return giveAll()
    }
    deaths = 0
    lastUsedMs = performance.now()
    const waiting = pending.get(reply.taskId)
    pending.delete(reply.taskId)
    if (reply.answer.kind === 'refused') waiting?.reject(fromPlainError(reply.answer.error))
    else waiting?.resolve(reply.answer)
    settleIfIdle()
    giveAll()
  }

  /** A picture with which a worker died is asked again once, and no other picture beside it. */
  function giveAll(): void {
    if (!worker || !isReady) return
    const pictures = [...pending].filter(([, { task }]) => task.kind !== 'words')
    const suspect = pictures.find(([, { attempts, isGiven }]) => attempts > 0 && !isGiven)
    const isBusy = pictures.some(([, { isGiven }]) => isGiven)
    const isAlone = pictures.some(([, { attempts }]) => attempts > 1)
    for (const [taskId, { task }] of pending) if (task.kind === 'words') give(taskId)
    if (suspect && !isBusy) give(suspect[0])
    else if (!suspect && !isAlone) for (const [taskId] of pictures) give(taskId)
  }

  function give(taskId: number): void {
    const waiting = pending.get(taskId)
    if (!waiting || waiting.isGiven) return
    waiting.isGiven = true
    waiting.attempts++
    worker?.post({ kind: 'task', taskId, task: waiting.task } satisfies QueryWorkerRequest)
  }

  /** Words are innocent and asked again; of pictures, the one that a worker dies with twice is to blame. */
  function onExit(ended: WorkerProcess, detail: string): void {
    living.delete(ended)
    if (isStopped) return living.size === 0 ? onGone?.() : undefined
    // One that was told to go is no loss.
    if (worker !== ended) return
    worker = undefined
    isReady = false
    options.log('warn', `The query encoder ended (${detail}).`)
    const hadPicture = [...pending.values()].some(({ task, isGiven }) => isGiven && task.kind !== 'words')
    deaths = hadPicture ? 0 : deaths + 1
    for (const [taskId, waiting] of pending) {
      const { task, attempts, isGiven, reject } = waiting
      waiting.isGiven = false
      if (!isGiven || attempts < (task.kind === 'words' ? mostAttempts + 1 : mostAttempts)) continue
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
    unload()
  }

  function rejectAll(error: CodedError): void {
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
    settleIfIdle()
  }

  function lookAtTheClock(): void {
    endOverdue()
    settleIfIdle()
    const idleMs = options.idleMs?.() ?? Infinity
    if (worker && pending.size === 0 && performance.now() - lastUsedMs > idleMs) unload()
  }

  function settleIfIdle(): void {
    if (pending.size === 0) for (const waiter of idleWaiters.splice(0)) waiter()
  }

  function unload(): void {
    const idle = worker
    worker = undefined
    isReady = false
    idle?.kill()
  }

  function wake(): void {
    lastUsedMs = performance.now()
    if (!worker && !isStopped) start()
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
    return new Promise<Extract<QueryAnswer, { kind: Kind }>>((resolve, reject) => {
      const taskId = ++lastTaskId
      const accept = (answer: QueryAnswer) =>
        isOfKind(answer, kind)
          ? resolve(answer)
          : reject(new CodedError('internal', 'Answers were mixed up.'))
      const sinceMs = performance.now()
      pending.set(taskId, { task, sinceMs, attempts: 0, isGiven: false, resolve: accept, reject })
      wake()
      giveAll()
    })
  }

  start()

  return {
    words: (text) => ask({ kind: 'words', text }, 'words'),
    picture: (source, region = null) => ask({ kind: 'picture', source, region }, 'picture'),
    render: (path, maxSide) => ask({ kind: 'render', path, maxSide }, 'rendered'),
    whenIdle: () =>
      new Promise((resolve) => {
        idleWaiters.push(resolve)
        settleIfIdle()
      }),
    wake,
    workerPid: () => worker?.pid,
    async stop() {
      if (isStopped) return
      isStopped = true
      clearInterval(timer)
      rejectAll(closing())
      if (living.size === 0) return
      await new Promise<void>((resolve) => {
        onGone = resolve
        for (const one of living) one.kill()
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
