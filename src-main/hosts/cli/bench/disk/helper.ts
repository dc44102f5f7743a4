import { fromPlainError, type PlainError } from '../../../../../src-preload/contract/index.ts'
import { forkNode } from '../../../shared/node-process.ts'
import { processEntry } from '../../../shared/paths.ts'
import type { DiskOrder } from './disk-worker.ts'

type Reply = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: PlainError }

/** The process that paints and fills, so that the engine under test has its thread to itself. */
export interface DiskHelper {
  do(order: DiskOrder): Promise<void>
  stop(): void
}

export function startDiskHelper(): DiskHelper {
  const entry = processEntry('bench-disk-worker.js', 'hosts/cli/bench/disk/disk-worker.ts')
  const child = forkNode<DiskOrder, Reply>(entry, { stderr: 'quiet' })
  let answer: PromiseWithResolvers<void> | undefined
  child.onMessage((reply) => {
    if (reply.kind === 'failed') answer?.reject(fromPlainError(reply.error))
    else answer?.resolve()
  })
  child.onExit((detail) =>
    answer?.reject(new Error(`the process that fills the benchmark's folders ended (${detail})`)),
  )
  return {
    do: (order) => {
      answer = Promise.withResolvers<void>()
      child.post(order)
      return answer.promise
    },
    stop: () => child.kill(),
  }
}
