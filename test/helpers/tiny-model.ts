import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createGraphBuilder, type GraphBuilder } from '../../src-main/engine/embed/onnx/graph-builder.ts'
import { writeModel, type ValueInfo } from '../../src-main/engine/embed/onnx/write-model.ts'
import { modelManifest, type ModelManifest } from '../../src-main/engine/models/manifest.ts'

/** Spoils one thing or makes it otherwise; what is not said is as a good model has it. */
export interface TinyOptions {
  /** One file for both towers, as TinyCLIP comes. */
  readonly isCombined?: boolean
  /** The only size of a batch of pictures. */
  readonly fixedBatch?: number
  readonly wantsMask?: boolean
  readonly idType?: 'int64' | 'int32'
  /** Tokens that the text tower knows. */
  readonly vocabulary?: number
  readonly textSize?: number
  readonly imageSize?: number
  /** What the embeddings are multiplied by before they leave: NaN, for example. */
  readonly imageTimes?: number
  readonly textTimes?: number
  /** The outputs do not say how long an embedding is. */
  readonly undeclared?: boolean
  /** Each picture's embedding depends on the others of its batch. */
  readonly isBatchMixed?: boolean
  /** Whatever it is shown, it says the same. */
  readonly isImageDeaf?: boolean
  readonly isTextDeaf?: boolean
  readonly channels?: number
}

const side = 8
const size = 6
const fixture = resolve(import.meta.dirname, '../fixtures/siglip2-rules/tokenizer.json')

/**
 * Writes a real, complete model of some kilobytes into `dir`, in the shape of CLIP: pictures of 8 x 8 pixels, texts of
 * at most 12 tokens, embeddings of 6 numbers. Gives its manifest as it was written, with `changes` made at the end.
 */
export function writeTinyModel(
  dir: string,
  options: TinyOptions = {},
  changes: (manifest: ModelManifest) => object = (manifest) => manifest,
): ModelManifest {
  mkdirSync(dir, { recursive: true })
  cpSync(fixture, join(dir, 'tokenizer.json'))
  if (options.isCombined) {
    const graph = createGraphBuilder()
    const towers = [imageTower(graph, options), textTower(graph, options)]
    writeTowers(join(dir, 'model.onnx'), graph, towers)
  } else {
    for (const [file, tower] of [
      ['vision.onnx', imageTower],
      ['text.onnx', textTower],
    ] as const) {
      const graph = createGraphBuilder()
      writeTowers(join(dir, file), graph, [tower(graph, options)])
    }
  }
  const manifest = tinyManifest(options)
  writeFileSync(join(dir, 'model.json'), JSON.stringify(changes(manifest), null, 1))
  return manifest
}

interface Tower {
  readonly inputs: readonly ValueInfo[]
  readonly output: ValueInfo
}

function writeTowers(path: string, graph: GraphBuilder, towers: readonly Tower[]): void {
  const inputs = towers.flatMap((tower) => tower.inputs)
  const outputs = towers.map((tower) => tower.output)
  writeFileSync(path, writeModel(graph.graph('tiny', inputs, outputs)))
}

/** The pixels times random weights. */
function imageTower(graph: GraphBuilder, options: TinyOptions): Tower {
  const { fixedBatch, imageSize = size, imageTimes = 1, isBatchMixed, channels = 3 } = options
  const pixels = channels * side * side
  const flat = graph.add('Reshape', [
    'pixel_values',
    graph.constant([2], BigInt64Array.of(0n, BigInt(pixels))),
  ])
  const product = graph.add('MatMul', [
    flat,
    graph.constant([pixels, imageSize], noise(pixels * imageSize, 1)),
  ])
  const mean = () => graph.add('ReduceMean', [product], { axes: [0], keepdims: 1 })
  const mixed = isBatchMixed
    ? graph.add('Add', [mean(), graph.add('Mul', [product, factor(graph, 0.01)])])
    : product
  const shown = options.isImageDeaf ? deaf(graph, mixed, imageSize) : mixed
  graph.finish(graph.add('Mul', [shown, factor(graph, imageTimes)]), 'image_embeds')
  const batch = fixedBatch ?? 'pictures'
  return {
    inputs: [{ name: 'pixel_values', type: 'float32', dims: [batch, channels, side, side] }],
    output: { name: 'image_embeds', type: 'float32', dims: [batch, options.undeclared ? 'size' : imageSize] },
  }
}

/** The mean of the vectors of those tokens that the mask leaves. */
function textTower(graph: GraphBuilder, options: TinyOptions): Tower {
  const { vocabulary = 21, textSize = size, textTimes = 1, wantsMask, idType = 'int64' } = options
  const table = graph.constant([vocabulary, textSize], noise(vocabulary * textSize, 2))
  const vectors = graph.add('Gather', [table, 'input_ids'])
  const weights = wantsMask
    ? graph.add('Unsqueeze', [
        graph.add('Cast', ['attention_mask'], { to: 1 }),
        graph.constant([1], BigInt64Array.of(2n)),
      ])
    : factor(graph, 1)
  const mean = graph.add('ReduceMean', [graph.add('Mul', [vectors, weights])], { axes: [1], keepdims: 0 })
  const said = options.isTextDeaf ? deaf(graph, mean, textSize) : mean
  graph.finish(graph.add('Mul', [said, factor(graph, textTimes)]), 'text_embeds')
  const ids = { name: 'input_ids', type: idType, dims: ['texts', 'tokens'] } as const
  const mask = { name: 'attention_mask', type: 'int64', dims: ['texts', 'tokens'] } as const
  return {
    inputs: wantsMask ? [ids, mask] : [ids],
    output: { name: 'text_embeds', type: 'float32', dims: ['texts', options.undeclared ? 'size' : textSize] },
  }
}

/** The same vector in the place of each. */
function deaf(graph: GraphBuilder, vectors: string, length: number): string {
  const nothing = graph.add('Mul', [vectors, factor(graph, 0)])
  return graph.add('Add', [nothing, graph.constant([length], noise(length, 3))])
}

function factor(graph: GraphBuilder, value: number): string {
  return graph.constant([], Float32Array.of(value))
}

/** Numbers between -1 and 1 that follow from the seed alone. */
function noise(count: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) / 2 ** 22 - 1
  })
}

function tinyManifest({ isCombined, wantsMask, idType = 'int64' }: TinyOptions): ModelManifest {
  const ids = { name: 'input_ids', type: idType, shape: [1, 2], value: 1 }
  const mask = { name: 'attention_mask', type: 'int64', shape: [1, 2], value: 1 }
  const pixels = { name: 'pixel_values', type: 'float32', shape: [1, 3, side, side], value: 0 }
  return modelManifest.parse({
    id: 'tiny',
    name: 'Tiny',
    languages: ['en'],
    embeddingSize: size,
    image: {
      file: isCombined ? 'model.onnx' : 'vision.onnx',
      input: 'pixel_values',
      output: 'image_embeds',
      width: side,
      height: side,
      fit: 'squash',
      kernel: 'linear',
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      layout: 'NCHW',
      type: 'float32',
      constants: isCombined ? [ids, ...(wantsMask ? [mask] : [])] : [],
    },
    text: {
      file: isCombined ? 'model.onnx' : 'text.onnx',
      input: 'input_ids',
      output: 'text_embeds',
      tokenizer: 'tokenizer.json',
      maxTokens: 12,
      padId: 0,
      unknownId: null,
      endId: 1,
      padTo: 'max',
      lowerCase: true,
      type: idType,
      attentionMask: wantsMask ? 'attention_mask' : null,
      constants: isCombined ? [pixels] : [],
    },
  })
}
