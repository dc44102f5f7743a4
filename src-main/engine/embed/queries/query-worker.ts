import { toPlainError } from '../../../../src-preload/contract/index.ts'
import { connectWorkerPort } from '../../worker-port.ts'
import { limitMemory } from '../memory-limit.ts'
import type { QueryAnswer, QueryTask, QueryWorkerReply, QueryWorkerRequest } from './query-protocol.ts'
import { openQueryTasks, type QueryTasks } from './query-tasks.ts'

/** The query worker's entry: words or a picture in, an embedding out; never behind a batch of photos. */
const port = connectWorkerPort()
const post = (reply: QueryWorkerReply) => port.post(reply)
let tasks: QueryTasks | undefined

port.onMessage((message) => {
  const request = message as QueryWorkerRequest
  if (request.kind === 'configure') void configure(request.modelDir, request.threads)
  else void answer(request.taskId, request.task)
})

async function configure(modelDir: string, threads: number): Promise<void> {
  try {
    tasks = await openQueryTasks(modelDir, threads)
    post({ kind: 'ready' })
    limitMemory(modelDir)
  } catch (error) {
    post({ kind: 'unavailable', error: toPlainError(error) })
  }
}

async function answer(taskId: number, task: QueryTask): Promise<void> {
  post({ kind: 'answer', taskId, answer: await attempt(task) })
}

async function attempt(task: QueryTask): Promise<QueryAnswer> {
  try {
    if (!tasks) throw new Error('The query encoder was asked before it was ready.')
    return await tasks.answer(task)
  } catch (error) {
    return { kind: 'refused', error: toPlainError(error) }
  }
}
