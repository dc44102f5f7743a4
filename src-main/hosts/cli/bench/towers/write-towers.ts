import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeModel } from '../../../../engine/embed/onnx/write-model.ts'
import type { ModelManifest } from '../../../../engine/models/manifest.ts'
import type { DualShape } from './shapes.ts'
import { textTower } from './text-tower.ts'
import { spellingTokenizer } from './tokenizer-file.ts'
import { visionTower } from './vision-tower.ts'

export interface TowersOptions {
  readonly id: string
  readonly shape: DualShape
  /** `int8` as offered models have it: vision in unsigned bytes, text in signed ones. */
  readonly precision: 'float32' | 'int8'
  /** The same seed gives the same weights in both precisions. */
  readonly seed?: number
}

/** Writes a model with random weights into `dir`: two towers, a tokenizer, a manifest. It knows nothing about photos. */
export async function writeTowers(dir: string, options: TowersOptions): Promise<ModelManifest> {
  const { shape, precision, seed = 1 } = options
  const isInt8 = precision === 'int8'
  await mkdir(dir, { recursive: true })
  const files: ModelManifest['files'] = []
  const write = async (file: string, content: Uint8Array) => {
    const sha256 = createHash('sha256').update(content).digest('hex')
    files.push({ file, url: null, sizeBytes: content.byteLength, sha256 })
    await writeFile(join(dir, file), content)
  }
  await write('vision.onnx', writeModel(visionTower(shape, isInt8 ? 'uint8' : 'float32', seed)))
  await write('text.onnx', writeModel(textTower(shape, precision, seed + 1)))
  await write('tokenizer.json', Buffer.from(JSON.stringify(spellingTokenizer(shape.text.vocabulary))))
  const manifest = manifestOf(options, files)
  await writeFile(join(dir, 'model.json'), JSON.stringify(manifest, null, 2))
  return manifest
}

function manifestOf({ id, shape, precision }: TowersOptions, files: ModelManifest['files']): ModelManifest {
  const { embeddingSize, vision, text } = shape
  const endId = text.vocabulary - 1
  return {
    id,
    name: `Random weights, ${precision}`,
    note: 'Made to measure speed; it knows nothing about photos.',
    licence: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    languages: ['en'],
    preprocessing: 1,
    embeddingSize,
    image: {
      file: 'vision.onnx',
      input: 'pixel_values',
      output: 'image_embeds',
      width: vision.side,
      height: vision.side,
      fit: 'shortest-side-then-centre-crop',
      kernel: 'cubic',
      mean: clipMean,
      std: clipStd,
      layout: 'NCHW',
      type: 'float32',
      constants: [],
    },
    text: {
      file: 'text.onnx',
      input: 'input_ids',
      output: 'text_embeds',
      tokenizer: 'tokenizer.json',
      maxTokens: text.positions,
      padId: endId,
      unknownId: null,
      endId,
      padTo: 'longest',
      lowerCase: false,
      cleaning: 'openai-clip',
      type: 'int64',
      attentionMask: null,
      constants: [],
    },
    scores: { textToImage: null, imageToImage: null, commonTextPart: 0 },
    quantized: precision === 'int8' ? { bits: 8, agreement: 'not measured' } : null,
    files,
  }
}

/** Of CLIP's preprocessing: mean and deviation of red, green and blue. */
export const clipMean: [number, number, number] = [0.48145466, 0.4578275, 0.40821073]
export const clipStd: [number, number, number] = [0.26862954, 0.26130258, 0.27577711]
