import { describe, expect, it } from 'vitest'
import { createGraphBuilder } from '../../src-main/engine/embed/onnx/graph-builder.ts'
import { InferenceSession, Tensor } from '../../src-main/engine/embed/onnx/runtime.ts'
import { tensor, type OnnxTensor } from '../../src-main/engine/embed/onnx/tensors.ts'
import { node, writeModel, type OnnxNode } from '../../src-main/engine/embed/onnx/write-model.ts'
import { signWeights } from '../../src-main/engine/embed/towers/signed-weights.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { visionTower } from '../../src-main/hosts/cli/bench/towers/vision-tower.ts'

const { side } = miniature.vision
const pixels = new Tensor(
  'float32',
  Float32Array.from({ length: 2 * 3 * side * side }, (_, at) => Math.sin(at / 7) + Math.cos(at / 300)),
  [2, 3, side, side],
)

async function run(file: Uint8Array, feeds: Record<string, Tensor>, output: string): Promise<unknown> {
  const session = await InferenceSession.create(file, { executionProviders: ['cpu'] })
  return (await session.run(feeds))[output]?.data
}

/** y = x (bytes) times weights, with a zero point, and whatever else a test adds. */
function product(weights: OnnxTensor['data'], zeroPoint: OnnxTensor['data'], more: readonly OnnxNode[] = []) {
  const nodes = [node('MatMulInteger', ['x', 'weights', 'zero', 'shift'], ['y']), ...more]
  return writeModel({
    name: 'product',
    inputs: [{ name: 'x', type: 'uint8', dims: ['n', 2] }],
    outputs: [
      { name: 'y', type: 'int32', dims: ['n', 2] },
      ...more.flatMap(({ outputs }) =>
        outputs.map((name) => ({ name, type: 'uint8', dims: [2, 2] }) as const),
      ),
    ],
    nodes,
    initializers: [
      tensor('weights', [2, 2], weights),
      tensor('zero', [], Uint8Array.of(3)),
      tensor('shift', [2], zeroPoint),
    ],
  })
}

const x = () => new Tensor('uint8', Uint8Array.of(255, 0, 7, 200), [2, 2])

describe('unsigned weights of 7 bits', () => {
  it('become signed ones, and a whole tower answers the same to the last bit', async () => {
    const before = writeModel(visionTower(miniature, 'uint8', 1))
    const after = Uint8Array.from(before)
    expect(signWeights(after)).toBe(true)
    expect(Buffer.compare(before, after)).not.toBe(0)
    const feeds = { pixel_values: pixels }
    expect(await run(after, feeds, 'image_embeds')).toEqual(await run(before, feeds, 'image_embeds'))
    expect(signWeights(after), 'once is enough').toBe(false)
  })

  it('keep the zero points of their columns', async () => {
    const [before, after] = [0, 0].map(() => product(Uint8Array.of(0, 127, 64, 1), Uint8Array.of(127, 0)))
    expect(signWeights(after ?? new Uint8Array())).toBe(true)
    const expected = Int32Array.of(252 * -127 + -3 * -63, 252 * 127 - 3, 4 * -127 + 197 * -63, 4 * 127 + 197)
    expect(await run(before ?? new Uint8Array(), { x: x() }, 'y')).toEqual(expected)
    expect(await run(after ?? new Uint8Array(), { x: x() }, 'y')).toEqual(expected)
  })

  it('stay as they are where something else takes them too', () => {
    const more = [node('Identity', ['weights'], ['copy'])]
    const file = product(Uint8Array.of(0, 127, 64, 1), Uint8Array.of(1, 1), more)
    expect(signWeights(file)).toBe(false)
  })
})

describe('other weights', () => {
  it('of 8 bits, signed already, or of a file that is no model stay as they are', () => {
    expect(signWeights(product(Uint8Array.of(0, 128, 64, 1), Uint8Array.of(1, 1)))).toBe(false)
    expect(signWeights(product(Uint8Array.of(0, 1, 64, 1), Uint8Array.of(200, 1)))).toBe(false)
    expect(signWeights(product(Int8Array.of(0, 1, -64, 1), Int8Array.of(0, 0)))).toBe(false)
    expect(signWeights(writeModel(visionTower(miniature, 'float32', 1)))).toBe(false)
    expect(signWeights(new Uint8Array())).toBe(false)
  })

  it('keep with them what shares their zero point', () => {
    const build = createGraphBuilder()
    const shift = build.constant([], Uint8Array.of(5))
    const zero = build.constant([], Uint8Array.of(0))
    const wide = build.constant([2, 2], Uint8Array.of(1, 2, 3, 255))
    const narrow = build.constant([2, 2], Uint8Array.of(1, 2, 3, 4))
    build.finish(build.add('MatMulInteger', ['x', wide, zero, shift]), 'a')
    build.finish(build.add('MatMulInteger', ['x', narrow, zero, shift]), 'b')
    const outputs = ['a', 'b'].map((name) => ({ name, type: 'int32', dims: ['n', 2] }) as const)
    const file = writeModel(build.graph('two', [{ name: 'x', type: 'uint8', dims: ['n', 2] }], outputs))
    expect(signWeights(file)).toBe(false)
  })
})
