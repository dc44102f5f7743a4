import { fromPlainError, type PlainError } from '../../../../src-preload/contract/index.ts'
import { forkNode } from '../../shared/node-process.ts'
import { processEntry } from '../../shared/paths.ts'

type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly value?: unknown }
  | { readonly kind: 'failed'; readonly error: PlainError }

/** A process that does a part of the work for the benchmark and answers one order after another. */
export interface BenchProcess {
  readonly pid: number | undefined
  /** Resolves to what it found out; rejects when it failed or ended. */
  ask(order: object): Promise<unknown>
  kill(): void
}

/** `built` and `source` as for `processEntry`. */
export function startBenchProcess(built: string, source: string): BenchProcess {
  const child = forkNode<object, Reply>(processEntry(built, source), { stderr: 'quiet' })
  let answer: PromiseWithResolvers<unknown> | undefined
  child.onMessage((reply) => {
    if (reply.kind === 'failed') answer?.reject(fromPlainError(reply.error))
    else answer?.resolve(reply.kind === 'done' ? reply.value : undefined)
  })
  child.onExit((detail) => answer?.reject(new Error(`a process of the benchmark ended (${detail})`)))
  return {
    pid: child.pid,
    ask: (order) => {
      answer = Promise.withResolvers<unknown>()
      child.post(order)
      return answer.promise
    },
    kill: () => child.kill(),
  }
}
