import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModelManifest } from '../../../../engine/models/manifest.ts'
import { startBenchProcess } from '../bench-process.ts'
import { perSecond, round } from '../timing.ts'
import type { PeerFigures, MissingPeer } from './report.ts'

const answer = z.object({
  readMs: z.number(),
  processMs: z.number(),
  inferMs: z.number(),
  embeddings: z.array(z.instanceof(Float32Array)),
})

export interface PeerOptions {
  readonly modelDir: string
  readonly manifest: ModelManifest
  /** Where the model is laid out as the peer wants it. */
  readonly scratchDir: string
  readonly paths: readonly string[]
  /** What Sightline made of the same files. */
  readonly embeddings: ReadonlyMap<string, Float32Array>
}

/** The same work by @huggingface/transformers: read, process and embed one picture after another, with its defaults. */
export async function measurePeer(options: PeerOptions): Promise<PeerFigures | MissingPeer> {
  const { manifest, scratchDir, paths } = options
  await layOut(options)
  const peer = startBenchProcess('bench-peer-worker.js', 'hosts/cli/bench/embed/peer-worker.ts')
  try {
    const prepare = { kind: 'prepare', folder: `${scratchDir}/`, name: manifest.id, warmUp: paths[0] ?? '' }
    if ((await peer.ask(prepare)) === false) return { missing: '@huggingface/transformers is not installed' }
    const startedAtMs = performance.now()
    const run = answer.parse(await peer.ask({ kind: 'go', paths }))
    const tookMs = performance.now() - startedAtMs
    const each = (ms: number) => round(ms / paths.length)
    const cosines = run.embeddings.map((theirs, at) => {
      const ours = options.embeddings.get(paths[at] ?? '')
      return ours ? cosine(ours, theirs) : 0
    })
    return {
      pictures: paths.length,
      picturesPerSecond: perSecond(paths.length, tookMs),
      readMs: each(run.readMs),
      processMs: each(run.processMs),
      inferMs: each(run.inferMs),
      agreement: Math.min(...cosines),
    }
  } finally {
    peer.kill()
  }
}

/** The folder that the peer reads: the same ONNX file, and the same preprocessing in the words of its own files. */
async function layOut({ modelDir, manifest, scratchDir }: PeerOptions): Promise<void> {
  const { width, height, mean, std, file } = manifest.image
  const dir = join(scratchDir, manifest.id)
  await mkdir(join(dir, 'onnx'), { recursive: true })
  const write = (name: string, content: object) => writeFile(join(dir, name), JSON.stringify(content))
  await write('config.json', { model_type: 'clip', architectures: ['CLIPModel'] })
  await write('preprocessor_config.json', {
    image_processor_type: 'CLIPImageProcessor',
    do_convert_rgb: true,
    do_resize: true,
    size: { shortest_edge: Math.min(width, height) },
    resample: 3,
    do_center_crop: true,
    crop_size: { width, height },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: mean,
    image_std: std,
  })
  const [from, to] = [join(modelDir, file), join(dir, 'onnx', 'vision_model.onnx')]
  // Windows lets not everybody make links.
  await symlink(from, to).catch(() => copyFile(from, to))
}

/** The peer leaves its embeddings as long as they come. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, squaresA, squaresB] = [0, 0, 0]
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0
    dot += value * other
    squaresA += value * value
    squaresB += other * other
  }
  return dot / Math.sqrt(squaresA * squaresB)
}
