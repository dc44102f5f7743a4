import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { failed, type PictureProblem } from '../problem.ts'
import type { ConvertedPicture, ConvertReply, ConvertRequest } from './convert-protocol.ts'

/** Tells when a picture has to wait for others, so that its time limit does not run meanwhile. */
export interface TurnListener {
  onWaits(): void
  onTurn(): void
}

type Task = Omit<ConvertRequest, 'taskId'>

interface Waiting {
  readonly task: Task
  readonly turn: TurnListener | undefined
  resolve(picture: ConvertedPicture | PictureProblem): void
}

/** A thread without work gives its memory back: a WebAssembly heap grows and never shrinks. */
const idleMs = 10_000

const waiting: Waiting[] = []
let current: Waiting | undefined
let thread: Worker | undefined
let lastTaskId = 0
let idle: NodeJS.Timeout | undefined

/**
 * Turns a picture that sharp cannot read into one that it can, in this process's one converter thread, one picture after
 * the other. Never rejects.
 */
export function convertPicture(task: Task, turn?: TurnListener): Promise<ConvertedPicture | PictureProblem> {
  return new Promise((resolve) => {
    waiting.push({ task, turn, resolve })
    if (current) turn?.onWaits()
    next()
  })
}

function next(): void {
  if (current) return
  current = waiting.shift()
  clearTimeout(idle)
  if (!current) {
    idle = setTimeout(dismiss, idleMs)
    idle.unref()
    return
  }
  current.turn?.onTurn()
  thread ??= start()
  thread.postMessage({ ...current.task, taskId: ++lastTaskId } satisfies ConvertRequest)
}

function start(): Worker {
  const started = new Worker(threadFile(), { execArgv: [] })
  // A worker process ends without waiting for its thread.
  started.unref()
  started.on('message', (reply: ConvertReply) => {
    if (reply.taskId !== lastTaskId) return
    settle(reply.kind === 'converted' ? reply.picture : failed(reply.reason))
  })
  started.on('error', (error) => lost(started, error))
  started.on('exit', () => lost(started, new Error('it ended')))
  return started
}

function lost(gone: Worker, error: Error): void {
  if (thread !== gone) return
  thread = undefined
  // The thread of this picture died of it, or the machine has no memory left: the sentence holds for both.
  if (current) settle(failed(`This picture could not be processed (${error.message.split('\n')[0] ?? ''}).`))
}

function settle(outcome: ConvertedPicture | PictureProblem): void {
  const done = current
  current = undefined
  done?.resolve(outcome)
  next()
}

function dismiss(): void {
  const last = thread
  thread = undefined
  void last?.terminate()
}

/** Runs from source, from out/main and from out/main/chunks. */
function threadFile(): string {
  const here = import.meta.dirname
  if (import.meta.filename.endsWith('.ts')) return join(here, 'convert-thread.ts')
  const built = 'convert-thread.js'
  return [join(here, built), join(here, '..', built)].find((file) => existsSync(file)) ?? join(here, built)
}
