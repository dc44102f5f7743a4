import { createGraphBuilder } from '../../../../engine/embed/onnx/graph-builder.ts'
import type { OnnxGraph } from '../../../../engine/embed/onnx/write-model.ts'
import { createLayers, type Precision } from './layers.ts'
import type { DualShape } from './shapes.ts'
import { transformer } from './transformer.ts'

/** pixel_values float32 [batch, 3, side, side] -> image_embeds [batch, embeddingSize]: CLIP's vision tower. */
export function visionTower(
  { vision, embeddingSize }: DualShape,
  precision: Precision,
  seed: number,
): OnnxGraph {
  const build = createGraphBuilder()
  const layers = createLayers(build, precision, seed)
  const { side, patch, width } = vision
  const count = (side / patch) ** 2
  const squares = build.add('Reshape', [
    layers.patches('pixel_values', patch, width),
    layers.shape(0, width, count),
  ])
  const patches = build.add('Transpose', [squares], { perm: [0, 2, 1] })
  const batch = build.add('Slice', [
    build.add('Shape', ['pixel_values']),
    layers.shape(0),
    layers.shape(1),
    layers.shape(0),
  ])
  const dims = build.add('Concat', [batch, layers.shape(1, width)], { axis: 0 })
  const classToken = build.add('Expand', [build.constant([1, 1, width], layers.weights(width, 0.1)), dims])
  const tokens = build.add('Concat', [classToken, patches], { axis: 1 })
  const places = build.constant([1, count + 1, width], layers.weights((count + 1) * width, 0.1))
  const placed = layers.norm(build.add('Add', [tokens, places]), width)
  const seen = transformer(layers, placed, vision)
  const summary = build.add('Gather', [seen, build.constant([], BigInt64Array.of(0n))], { axis: 1 })
  build.finish(
    layers.linear(layers.norm(summary, width), width, embeddingSize, { bias: false }),
    'image_embeds',
  )
  return build.graph(
    'vision',
    [{ name: 'pixel_values', type: 'float32', dims: ['batch', 3, side, side] }],
    [{ name: 'image_embeds', type: 'float32', dims: ['batch', embeddingSize] }],
  )
}
