import type { PhotoOutcome } from '../../src-main/engine/embed/photos/photo-outcome.ts'
import {
  createPhotoPool,
  type PhotoPool,
  type PhotoPoolOptions,
} from '../../src-main/engine/embed/photos/photo-pool.ts'
import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { starterModel } from './models.ts'

/** A pool of real photo workers with the starter model. */
export function photoPool(options: Partial<PhotoPoolOptions> = {}): PhotoPool {
  return createPhotoPool({
    spawn: () => spawnNodeWorker('photo'),
    modelDir: starterModel,
    workers: 1,
    log: () => undefined,
    ...options,
  })
}

export type IndexedOutcome = Extract<PhotoOutcome, { kind: 'indexed' }>

/** The outcome of a photo that must be readable. */
export async function indexed(pool: PhotoPool, path: string): Promise<IndexedOutcome> {
  const outcome = await pool.process(path)
  if (outcome.kind === 'indexed') return outcome
  throw new Error(`${path} was not indexed: ${JSON.stringify(outcome)}`)
}

/** The cosine of two vectors of any length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0
  let squaresA = 0
  let squaresB = 0
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? Number.NaN, b[at] ?? Number.NaN]
    dot += x * y
    squaresA += x * x
    squaresB += y * y
  }
  return dot / Math.sqrt(squaresA * squaresB)
}

/**
 * Real workers that come to harm at certain photos: `harm` gets the process at the moment when it begins to read a photo
 * for which `isVictim` holds, and says whether it did something. A victim's answer that was faster than the harm is lost.
 */
export function sabotagedWorkers(
  isVictim: (path: string) => boolean,
  harm: (worker: WorkerProcess) => boolean,
): () => WorkerProcess {
  return () => {
    const worker = spawnNodeWorker('photo')
    const victims = new Set<unknown>()
    const harmed = new Set<unknown>()
    return {
      ...worker,
      post(message) {
        const request = message as { kind: string; jobId?: number; path?: string }
        if (request.kind === 'photo' && isVictim(request.path ?? '')) victims.add(request.jobId)
        worker.post(message)
      },
      onMessage(listener) {
        worker.onMessage((message) => {
          const reply = message as { kind: string; jobId?: number }
          if (reply.kind === 'done' && harmed.has(reply.jobId)) return
          listener(message)
          if (reply.kind === 'begun' && victims.has(reply.jobId) && harm(worker)) harmed.add(reply.jobId)
        })
      },
    }
  }
}
