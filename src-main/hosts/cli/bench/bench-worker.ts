// Entry of a process that does one half of a photo worker's work, for the benchmark.
import { z } from 'zod'
import { toPlainError } from '../../../../src-preload/contract/index.ts'
import { lowerPriority } from '../../../engine/embed/photos/low-priority.ts'
import { preparePhoto } from '../../../engine/embed/photos/prepare-photo.ts'
import { openPhotoSession } from '../../../engine/embed/towers/sessions.ts'
import { loadModelManifest } from '../../../engine/models/model-folder.ts'
import { connectWorkerPort } from '../../../engine/worker-port.ts'

const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('prepare'),
    half: z.enum(['decode', 'inference']),
    paths: z.array(z.string()),
    modelDir: z.string(),
    threads: z.int(),
    batchSize: z.int(),
    decodes: z.int(),
  }),
  z.object({ kind: z.literal('go') }),
])

type Preparation = Extract<z.infer<typeof order>, { kind: 'prepare' }>

const warmUpPhotos = 16
const port = connectWorkerPort()
let work: (() => Promise<void>) | undefined

port.onMessage((message) => {
  take(order.parse(message)).then(
    (reply) => port.post(reply),
    (error: unknown) => port.post({ kind: 'failed', error: toPlainError(error) }),
  )
})

async function take(message: z.infer<typeof order>): Promise<{ kind: string; value?: number }> {
  if (message.kind === 'go') {
    const before = process.cpuUsage()
    await work?.()
    const { user, system } = process.cpuUsage(before)
    return { kind: 'done', value: (user + system) / 1_000 }
  }
  work = message.half === 'decode' ? await decodeAlone(message) : await inferenceAlone(message)
  lowerPriority('normal')
  return { kind: 'ready' }
}

async function decodeAlone({ paths, modelDir, decodes }: Preparation): Promise<() => Promise<void>> {
  const { image } = loadModelManifest(modelDir)
  const decodeAll = async (all: readonly string[]) => {
    const left = all.values()
    const one = async () => {
      for (const path of left) await preparePhoto({ path, sidecar: null, want: 'all' }, image)
    }
    await Promise.all(Array.from({ length: decodes }, one))
  }
  await decodeAll(paths.slice(0, warmUpPhotos))
  return () => decodeAll(paths)
}

/** The same few pictures again and again: what the model sees does not change its speed. */
async function inferenceAlone(preparation: Preparation): Promise<() => Promise<void>> {
  const { paths, modelDir, threads, batchSize } = preparation
  const manifest = loadModelManifest(modelDir)
  const session = await openPhotoSession(modelDir, manifest, threads)
  const prepared = await Promise.all(
    paths
      .slice(0, warmUpPhotos)
      .map((path) => preparePhoto({ path, sidecar: null, want: 'all' }, manifest.image)),
  )
  const inputs = prepared.filter((photo) => photo.kind === 'prepared').map((photo) => photo.input)
  const runAll = async (count: number) => {
    for (let done = 0; done < count && inputs.length > 0; done += batchSize) {
      const batch = Array.from(
        { length: Math.min(batchSize, count - done) },
        (_, at) => inputs[(done + at) % inputs.length],
      )
      await session.run(batch.filter((input) => input !== undefined))
    }
  }
  await runAll(warmUpPhotos)
  return () => runAll(paths.length)
}
