import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'

/** Real photo workers that are given photos for another model only while the gate is open, or so many of them. */
export function gatedWorkers(): {
  readonly spawn: () => WorkerProcess
  /** Lets this many more through; all when it is left out. */
  let(count?: number): void
  /** Photos that were let through, by path. */
  readonly passed: readonly string[]
} {
  const passed: string[] = []
  let waiting: { path: string; worker: WorkerProcess; go: () => void }[] = []
  let allowed = 0
  const pump = () => {
    while (allowed > 0) {
      const next = waiting.shift()
      if (!next) return
      allowed -= 1
      passed.push(next.path)
      next.go()
    }
  }
  return {
    passed,
    let: (count = Infinity) => {
      allowed += count
      pump()
    },
    spawn: () => {
      const worker = spawnNodeWorker('photo')
      const drop = () => (waiting = waiting.filter((one) => one.worker !== worker))
      worker.onExit(drop)
      return {
        ...worker,
        kill: () => {
          drop()
          worker.kill()
        },
        post: (message) => {
          const { kind, want, path = '' } = message as { kind: string; want?: string; path?: string }
          if (kind !== 'photo' || want !== 'embedding') return worker.post(message)
          waiting.push({ path, worker, go: () => worker.post(message) })
          pump()
        },
      }
    },
  }
}
