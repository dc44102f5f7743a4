import { toPlainError } from '../../../../src-preload/contract/index.ts'
import { loadModelManifest } from '../../models/model-folder.ts'
import { connectWorkerPort } from '../../worker-port.ts'
import { lowerPriority } from './low-priority.ts'
import { createPhotoPipeline } from './photo-pipeline.ts'
import type { PhotoWorkerReply, PhotoWorkerRequest, PhotoWorkerSettings } from './photo-protocol.ts'
import { openPhotoSession } from '../towers/sessions.ts'

/**
 * The photo worker's entry: path in, facts and embedding out. The process is disposable; the engine replaces it when
 * a picture takes it down, which is why nothing here tries to survive.
 */
const port = connectWorkerPort()
const post = (reply: PhotoWorkerReply) => port.post(reply)
let pipeline: ReturnType<typeof createPhotoPipeline> | undefined

port.onMessage((message) => {
  const request = message as PhotoWorkerRequest
  if (request.kind === 'configure') void configure(request)
  else pipeline?.add(request.jobId, request)
})

async function configure(settings: PhotoWorkerSettings): Promise<void> {
  try {
    const manifest = loadModelManifest(settings.modelDir)
    const session = await openPhotoSession(settings.modelDir, manifest, settings.threads)
    pipeline = createPhotoPipeline({
      model: manifest.image,
      session,
      batchSize: settings.batchSize,
      decodes: settings.decodes,
      onBegun: (jobId) => post({ kind: 'begun', jobId }),
      onWaits: (jobId) => post({ kind: 'waits', jobId }),
      onDone: (jobId, outcome) => post({ kind: 'done', jobId, outcome }),
    })
    // After the model's and the decoder's threads have started: each of them is lowered too.
    lowerPriority(settings.speed)
    watchMemory(settings.memoryCeilingBytes)
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
  const baseBytes = process.memoryUsage.rss()
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - baseBytes < ceilingBytes) return
    clearInterval(timer)
    post({ kind: 'over-memory' })
  }, 100)
}
