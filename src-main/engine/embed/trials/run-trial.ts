import { CodedError, fromPlainError } from '../../../../src-preload/contract/index.ts'
import type { WorkerProcess } from '../../ports.ts'
import { endedByMemory } from '../memory-limit.ts'
import { parseTrialReply, type Trial, type TrialAnswer } from './trial-protocol.ts'

type AnswerTo<T extends Trial> = Extract<TrialAnswer, { kind: T['kind'] }>

/**
 * Runs one trial in a process of its own. Rejects with the trial's CodedError; with `model-refused` when the process
 * crashed, took too much memory or did not answer within `timeoutMs`, naming the field that was tried; with the signal's reason.
 */
export async function runTrial<T extends Trial>(
  spawn: () => WorkerProcess,
  trial: T,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<AnswerTo<T>> {
  signal?.throwIfAborted()
  const outcome = Promise.withResolvers<AnswerTo<T>>()
  let field = ''
  const refuse = (message: string) => outcome.reject(new CodedError('model-refused', `${field}${message}`))
  const worker = spawn()
  const timer = setTimeout(
    () => refuse(`It did not answer within ${Math.round(timeoutMs / 1000)} s.`),
    timeoutMs,
  )
  const abort = () => outcome.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.onMessage((message) => {
    const reply = parseTrialReply(message)
    if (!reply) refuse('It sent a broken answer.')
    else if (reply.kind === 'reached') field = `${reply.field}: `
    else if (reply.kind === 'refused') outcome.reject(fromPlainError(reply.error))
    else if (isAnswerTo(trial, reply.answer)) outcome.resolve(reply.answer)
  })
  worker.onExit((detail) =>
    refuse(
      endedByMemory(detail)
        ? `It takes more memory than this machine can spare (${detail}).`
        : `It takes the process down that runs it (${detail}).`,
    ),
  )
  worker.post(trial)
  try {
    return await outcome.promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    worker.kill()
  }
}

function isAnswerTo<T extends Trial>(trial: T, answer: TrialAnswer): answer is AnswerTo<T> {
  return answer.kind === trial.kind
}
