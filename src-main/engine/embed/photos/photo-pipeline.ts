import { failed } from '../../images/problem.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import type { WorkerOutcome } from './photo-outcome.ts'
import type { PhotoJob } from './photo-protocol.ts'
import { preparePhoto, type PreparedPhoto } from './prepare-photo.ts'
import type { PhotoSession } from '../towers/sessions.ts'

export interface PipelineOptions {
  readonly model: ModelManifest['image']
  readonly session: PhotoSession
  readonly batchSize: number
  readonly decodes: number
  onBegun(jobId: number): void
  onWaits(jobId: number): void
  onDecoded(jobId: number): void
  onBatch(jobIds: readonly number[]): void
  onDone(jobId: number, outcome: WorkerOutcome): void
}

interface ReadyPhoto {
  readonly jobId: number
  readonly photo: PreparedPhoto
}

/** A decoded photo waits no longer than this for others to share its batch. */
const longestWaitMs = 200

/**
 * Photos to outcomes, in batches. The model blocks this thread while it runs, but decoding happens on libuv's threads:
 * with enough decodes begun, those threads have work for the whole of a run, so the two overlap.
 */
export function createPhotoPipeline(options: PipelineOptions) {
  const waiting: { jobId: number; job: PhotoJob }[] = []
  const ready: ReadyPhoto[] = []
  let decoding = 0
  let isRunning = false
  let flush: NodeJS.Timeout | undefined

  function pump(): void {
    while (decoding < options.decodes) {
      const next = waiting.shift()
      if (!next) break
      void decode(next.jobId, next.job)
    }
    const isLast = decoding === 0 && waiting.length === 0
    if (ready.length >= options.batchSize || isLast) runBatch()
    else if (ready.length > 0) flush ??= setTimeout(runBatch, longestWaitMs)
  }

  async function decode(jobId: number, job: PhotoJob): Promise<void> {
    decoding++
    options.onBegun(jobId)
    const turn = { onWaits: () => options.onWaits(jobId), onTurn: () => options.onBegun(jobId) }
    const photo = await preparePhoto(job, options.model, turn).catch(surprise)
    decoding--
    if (photo.kind === 'prepared') {
      ready.push({ jobId, photo })
      options.onDecoded(jobId)
    } else options.onDone(jobId, photo)
    pump()
  }

  function runBatch(): void {
    clearTimeout(flush)
    flush = undefined
    if (isRunning || ready.length === 0) return
    isRunning = true
    void embed(ready.splice(0, options.batchSize)).finally(() => {
      isRunning = false
      pump()
    })
  }

  async function embed(batch: readonly ReadyPhoto[]): Promise<void> {
    options.onBatch(batch.map(({ jobId }) => jobId))
    try {
      const embeddings = await options.session.run(batch.map(({ photo }) => photo.input))
      batch.forEach(({ jobId, photo }, at) => options.onDone(jobId, outcomeOf(photo, embeddings[at])))
    } catch (error) {
      batch.forEach(({ jobId }) => options.onDone(jobId, surprise(error)))
    }
  }

  return {
    add(jobId: number, { path, sidecar, want }: PhotoJob): void {
      waiting.push({ jobId, job: { path, sidecar, want } })
      pump()
    },
  }
}

function outcomeOf(photo: PreparedPhoto, embedding: Float32Array | undefined): WorkerOutcome {
  if (!embedding) return failed('The model gave no usable answer for this picture.')
  if (!photo.facts) return { kind: 'embedded', contentHash: photo.contentHash, embedding }
  return { kind: 'indexed', ...photo.facts, embedding }
}

function surprise(error: unknown): WorkerOutcome & { kind: 'failed' | 'gone' } {
  const message = error instanceof Error ? error.message : String(error)
  return failed(`This picture could not be processed (${message.split('\n')[0] ?? ''}).`)
}
