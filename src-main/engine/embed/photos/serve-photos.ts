import { toPlainError, type ProviderName } from '../../../../src-preload/contract/index.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import { connectWorkerPort } from '../../worker-port.ts'
import type { PhotoSession } from '../towers/sessions.ts'
import { lowerPriority } from './low-priority.ts'
import { createPhotoPipeline } from './photo-pipeline.ts'
import type { PhotoWorkerReply, PhotoWorkerRequest, PhotoWorkerSettings } from './photo-protocol.ts'
import { openSturdySession } from './sturdy-session.ts'

const aliveEachMs = 500

export type OpenPhotoSession = (
  modelDir: string,
  manifest: ModelManifest,
  threads: number,
  provider: ProviderName,
) => Promise<PhotoSession>

/**
 * A photo worker's life: path in, facts and embedding out. The process is disposable; the engine replaces it when a
 * picture takes it down, which is why nothing here tries to survive.
 */
export function servePhotos(openSession: OpenPhotoSession): void {
  const port = connectWorkerPort()
  const post = (reply: PhotoWorkerReply) => port.post(reply)
  /** What the process held when its model had been loaded. */
  let baseBytes = 0
  let pipeline: ReturnType<typeof createPhotoPipeline> | undefined

  port.onMessage((message) => {
    const request = message as PhotoWorkerRequest
    if (request.kind === 'configure') void configure(request)
    else pipeline?.add(request.jobId, request)
  })

  async function configure(settings: PhotoWorkerSettings): Promise<void> {
    const { modelDir, threads, provider } = settings
    try {
      const manifest = loadModelManifest(modelDir)
      const session = await openSturdySession({
        provider,
        open: (on) => openSession(modelDir, manifest, threads, on),
        onGaveUp: (reason) => post({ kind: 'gave-up', provider, reason }),
        onSecond: () => (baseBytes = process.memoryUsage.rss()),
      })
      pipeline = createPhotoPipeline({
        model: manifest.image,
        session,
        batchSize: settings.batchSize,
        decodes: settings.decodes,
        onBegun: (jobId) => post({ kind: 'begun', jobId }),
        onWaits: (jobId) => post({ kind: 'waits', jobId }),
        onDecoded: (jobId) => post({ kind: 'decoded', jobId }),
        onBatch: (jobIds) => post({ kind: 'batch', jobIds }),
        onDone: (jobId, outcome) => post({ kind: 'done', jobId, outcome }),
      })
      // After the model's and the decoder's threads have started: each of them is lowered too.
      lowerPriority(settings.speed)
      watchMemory(settings.memoryCeilingBytes)
      setInterval(() => post({ kind: 'alive' }), aliveEachMs)
      post({ kind: 'ready' })
    } catch (error) {
      post({ kind: 'unavailable', error: toPlainError(error) })
    }
  }

  /**
   * Decoding does not block this thread, so a picture that swells is seen while it swells. What the loaded model holds is
   * not counted: it comes with every worker.
   */
  function watchMemory(ceilingBytes: number): void {
    baseBytes = process.memoryUsage.rss()
    const timer = setInterval(() => {
      if (process.memoryUsage.rss() - baseBytes < ceilingBytes) return
      clearInterval(timer)
      post({ kind: 'over-memory' })
    }, 100)
  }
}
