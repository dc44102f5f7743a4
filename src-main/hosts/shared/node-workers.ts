import type { WorkerKind, WorkerProcess } from '../../engine/ports.ts'
import { forkNode } from './node-process.ts'
import { processEntry } from './paths.ts'

const sources: Record<WorkerKind, string> = {
  photo: 'engine/embed/photos/photo-worker.ts',
  query: 'engine/embed/queries/query-worker.ts',
  index: 'engine/vectors/index-worker.ts',
  model: 'engine/embed/trials/model-worker.ts',
  restore: 'engine/catalog/restore/restore-worker.ts',
}

/** Starts a worker as a plain Node process: for the command line and the web host's engine. */
export function spawnNodeWorker(kind: WorkerKind): WorkerProcess {
  return forkNode<unknown, unknown>(workerEntry(kind), { stderr: 'quiet' })
}

/** The file that a worker process runs. Electron's host forks the same files as utility processes. */
export function workerEntry(kind: WorkerKind): string {
  return processEntry(`${kind}-worker.js`, sources[kind])
}
