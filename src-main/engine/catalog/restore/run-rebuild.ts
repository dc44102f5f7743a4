import { CodedError, fromPlainError } from '../../../../src-preload/contract/index.ts'
import type { WorkerProcess } from '../../ports.ts'
import type { Rebuilt } from './rebuild.ts'
import { parseRebuildReport, type RebuildOrder } from './restore-protocol.ts'

export interface RebuildLimits {
  /** A process to read the backup in. */
  readonly spawn: () => WorkerProcess
  readonly signal?: AbortSignal | undefined
  readonly limitMs: number
}

/**
 * Has a backup read and built anew in a process of its own, which is gone when this settles. Rejects like `rebuild`; with
 * `bad-arguments` when the process ends by itself or does not answer within `limitMs`; with `internal` when the signal
 * is aborted.
 */
export async function runRebuild(
  order: RebuildOrder,
  { spawn, signal, limitMs }: RebuildLimits,
): Promise<Rebuilt> {
  if (signal?.aborted) throw stopped()
  const outcome = Promise.withResolvers<Rebuilt>()
  const gone = Promise.withResolvers<void>()
  const refuse = (why: string) => outcome.reject(unreadable(order.file, why))
  const abort = () => outcome.reject(stopped())
  signal?.addEventListener('abort', abort, { once: true })
  const worker = spawn()
  const timer = setTimeout(
    () => refuse(`reading it takes longer than ${Math.round(limitMs / 1_000)} s, which no sound one does`),
    limitMs,
  )
  worker.onMessage((message) => {
    const report = parseRebuildReport(message)
    if (!report) refuse('what was read of it makes no sense')
    else if (report.kind === 'rebuilt') outcome.resolve(report.rebuilt)
    else outcome.reject(fromPlainError(report.error))
  })
  worker.onExit((detail) => {
    refuse(`it takes the process down that reads it: ${detail}`)
    gone.resolve()
  })
  worker.post(order)
  try {
    return await outcome.promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    worker.kill()
    // It writes until it is gone.
    await gone.promise
  }
}

function unreadable(file: string, why: string): CodedError {
  return new CodedError(
    'bad-arguments',
    `${file} cannot be restored (${why}); restore another backup. Nothing was changed.`,
  )
}

function stopped(): CodedError {
  return new CodedError('internal', 'Stopped before the end; the library is as it was.')
}
