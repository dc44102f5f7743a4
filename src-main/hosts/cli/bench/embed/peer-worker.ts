// Entry of a process that embeds pictures with @huggingface/transformers, as its documentation shows.
import { z } from 'zod'
import { toPlainError } from '../../../../../src-preload/contract/index.ts'
import { lowerPriority } from '../../../../engine/embed/photos/low-priority.ts'
import { refuseUnlessQuiet } from '../../../../engine/quiet.ts'
import { connectWorkerPort } from '../../../../engine/worker-port.ts'

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prepare'), folder: z.string(), name: z.string(), warmUp: z.string() }),
  z.object({ kind: z.literal('go'), paths: z.array(z.string()) }),
])

/** What the peer found out. */
export interface PeerRun {
  readonly readMs: number
  readonly processMs: number
  readonly inferMs: number
  readonly embeddings: readonly Float32Array[]
}

interface Steps {
  read(path: string): Promise<unknown>
  process(picture: unknown): Promise<unknown>
  infer(input: unknown): Promise<Float32Array>
}

const port = connectWorkerPort()
let steps: Steps | undefined

port.onMessage((message) => {
  carryOut(order.parse(message)).then(
    (value) => port.post({ kind: 'done', value }),
    (error: unknown) => port.post({ kind: 'failed', error: toPlainError(error) }),
  )
})

async function carryOut(given: z.infer<typeof order>): Promise<boolean | PeerRun> {
  if (given.kind === 'go') return embed(given.paths)
  steps = await openPeer(given.folder, given.name)
  if (!steps) return false
  await embed([given.warmUp, given.warmUp])
  // As Sightline's workers are, so that whatever else runs on the machine slows both alike.
  lowerPriority('normal')
  return true
}

/** Undefined where the package is not installed: it is needed for this comparison alone. */
async function openPeer(folder: string, name: string): Promise<Steps | undefined> {
  // It brings ONNX Runtime by a way of its own.
  refuseUnlessQuiet()
  const peer = await import('@huggingface/transformers').catch(() => undefined)
  if (!peer) return undefined
  const { AutoProcessor, CLIPVisionModelWithProjection, RawImage, env } = peer
  env.allowRemoteModels = false
  env.localModelPath = folder
  const processor = await AutoProcessor.from_pretrained(name)
  const model = await CLIPVisionModelWithProjection.from_pretrained(name, { dtype: 'fp32', device: 'cpu' })
  return {
    read: (path) => RawImage.read(path),
    process: (picture) => processor(picture),
    infer: async (input) => {
      const answer = (await model(input)) as { image_embeds: { data: Float32Array } }
      return answer.image_embeds.data
    },
  }
}

async function embed(paths: readonly string[]): Promise<PeerRun> {
  if (!steps) throw new Error('The peer was asked before it was ready.')
  const spent = { readMs: 0, processMs: 0, inferMs: 0 }
  const timed = async <T>(step: keyof typeof spent, work: () => Promise<T>): Promise<T> => {
    const startedAtMs = performance.now()
    const result = await work()
    spent[step] += performance.now() - startedAtMs
    return result
  }
  const embeddings: Float32Array[] = []
  for (const path of paths) {
    const { read, process, infer } = steps
    const picture = await timed('readMs', () => read(path))
    const input = await timed('processMs', () => process(picture))
    embeddings.push(await timed('inferMs', () => infer(input)))
  }
  return { ...spent, embeddings }
}
