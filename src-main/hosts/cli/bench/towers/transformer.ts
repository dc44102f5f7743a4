import type { Layers } from './layers.ts'
import type { TransformerShape } from './shapes.ts'

/**
 * [batch, length, width] to the same, through layers of attention and two-layer networks with QuickGELU, each normalized
 * before. `mask` is added to what a token makes of each other one.
 */
export function transformer(layers: Layers, x: string, shape: TransformerShape, mask?: string): string {
  let through = x
  for (let layer = 0; layer < shape.layers; layer += 1) {
    through = residual(layers, through, attention(layers, layers.norm(through, shape.width), shape, mask))
    through = residual(layers, through, network(layers, layers.norm(through, shape.width), shape))
  }
  return through
}

function residual({ build }: Layers, x: string, change: string): string {
  return build.add('Add', [x, change])
}

function attention(layers: Layers, x: string, shape: TransformerShape, mask: string | undefined): string {
  const { build } = layers
  const { width, heads } = shape
  const perHead = width / heads
  const split = (part: string, perm: number[]) =>
    build.add('Transpose', [build.add('Reshape', [part, layers.shape(0, -1, heads, perHead)])], { perm })
  const query = build.add('Mul', [layers.linear(x, width, width), layers.number(1 / Math.sqrt(perHead))])
  const key = layers.linear(x, width, width)
  const value = layers.linear(x, width, width)
  const likeness = build.add('MatMul', [split(query, [0, 2, 1, 3]), split(key, [0, 2, 3, 1])])
  const masked = mask ? build.add('Add', [likeness, mask]) : likeness
  const mixed = build.add('MatMul', [
    build.add('Softmax', [masked], { axis: -1 }),
    split(value, [0, 2, 1, 3]),
  ])
  const joined = build.add('Reshape', [
    build.add('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
    layers.shape(0, -1, width),
  ])
  return layers.linear(joined, width, width, { gain: residualGain(shape) })
}

function network(layers: Layers, x: string, shape: TransformerShape): string {
  const { build } = layers
  const wide = layers.linear(x, shape.width, shape.mlp)
  const gate = build.add('Sigmoid', [build.add('Mul', [wide, layers.number(1.702)])])
  return layers.linear(build.add('Mul', [wide, gate]), shape.mlp, shape.width, { gain: residualGain(shape) })
}

/** What all layers add together stays as large as what they began with, so that pictures stay apart. */
function residualGain({ layers }: TransformerShape): number {
  return 1 / Math.sqrt(2 * layers)
}
