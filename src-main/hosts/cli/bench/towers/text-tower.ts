import { createGraphBuilder, type GraphBuilder } from '../../../../engine/embed/onnx/graph-builder.ts'
import type { OnnxGraph } from '../../../../engine/embed/onnx/write-model.ts'
import { createLayers, type Layers, type Precision } from './layers.ts'
import type { DualShape } from './shapes.ts'
import { transformer } from './transformer.ts'

/** input_ids int64 [batch, length] -> text_embeds [batch, embeddingSize]: CLIP's text tower. */
export function textTower({ text, embeddingSize }: DualShape, precision: Precision, seed: number): OnnxGraph {
  const build = createGraphBuilder()
  const layers = createLayers(build, precision, seed)
  const { width, positions, vocabulary } = text
  const length = build.add('Slice', [
    build.add('Shape', ['input_ids']),
    layers.shape(1),
    layers.shape(2),
    layers.shape(0),
  ])
  const first = (table: string, axes: number[]) =>
    build.add('Slice', [
      table,
      layers.shape(...axes.map(() => 0)),
      axes.length === 1
        ? length
        : build.add(
            'Concat',
            axes.map(() => length),
            { axis: 0 },
          ),
      layers.shape(...axes),
    ])
  const words = layers.lookUp('input_ids', vocabulary, width)
  const places = build.constant([1, positions, width], layers.weights(positions * width, 0.1))
  const tokens = build.add('Add', [words, first(places, [1])])
  const mask = first(build.constant([1, 1, positions, positions], causal(positions)), [2, 3])
  const read = layers.norm(transformer(layers, tokens, text, mask), width)
  build.finish(
    layers.linear(atEnd(build, layers, read), width, embeddingSize, { bias: false }),
    'text_embeds',
  )
  return build.graph(
    'text',
    [{ name: 'input_ids', type: 'int64', dims: ['batch', 'length'] }],
    [{ name: 'text_embeds', type: 'float32', dims: ['batch', embeddingSize] }],
  )
}

/** Of each text, the row of its end token, which has the highest number of all. */
function atEnd(build: GraphBuilder, layers: Layers, read: string): string {
  const ends = build.add('ArgMax', ['input_ids'], { axis: 1, keepdims: 1 })
  const rows = build.add('GatherND', [read, ends], { batch_dims: 1 })
  return build.add('Reshape', [rows, layers.shape(0, -1)])
}

/** No token knows those after it. */
function causal(positions: number): Float32Array {
  const mask = new Float32Array(positions * positions)
  for (let row = 0; row < positions; row += 1)
    mask.fill(-1e9, row * positions + row + 1, (row + 1) * positions)
  return mask
}
