import { describe, expect, it } from 'vitest'
import { createGraphBuilder } from '../../src-main/engine/embed/onnx/graph-builder.ts'
import { InferenceSession, Tensor } from '../../src-main/engine/embed/onnx/runtime.ts'
import { int64s, scalar, tensor } from '../../src-main/engine/embed/onnx/tensors.ts'
import { node, writeModel, type OnnxGraph } from '../../src-main/engine/embed/onnx/write-model.ts'

async function run(graph: OnnxGraph, feeds: Record<string, Tensor>): Promise<Record<string, unknown>> {
  const session = await InferenceSession.create(writeModel(graph), { executionProviders: ['cpu'] })
  const outputs = await session.run(feeds)
  return Object.fromEntries(Object.entries(outputs).map(([name, { dims, data }]) => [name, { dims, data }]))
}

describe('an ONNX file', () => {
  it('is loaded by the runtime and computes what its graph says', async () => {
    const graph: OnnxGraph = {
      name: 'affine',
      inputs: [{ name: 'x', type: 'float32', dims: ['batch', 2] }],
      outputs: [{ name: 'y', type: 'float32', dims: ['batch', 3] }],
      nodes: [
        node('Gemm', ['x', 'weights', 'bias'], ['product'], { alpha: { float: 0.5 }, transB: 0 }),
        node('Mul', ['product', 'two'], ['y']),
      ],
      initializers: [
        tensor('weights', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6)),
        tensor('bias', [3], Float32Array.of(10, 20, 30)),
        scalar('two', Float32Array.of(2)),
      ],
    }
    const x = new Tensor('float32', Float32Array.of(1, 0, 0, 1), [2, 2])
    expect(await run(graph, { x })).toEqual({
      y: { dims: [2, 3], data: Float32Array.of(21, 42, 63, 24, 45, 66) },
    })
  })

  it('carries whole numbers, lists, texts and tensors as attributes, and 8-bit and 64-bit tensors', async () => {
    const build = createGraphBuilder()
    const rows = build.add('Gather', ['table', 'ids'], { axis: 0 })
    const whole = build.add('Cast', [rows], { to: 6 })
    const sum = build.add('MatMulInteger', [
      build.add('Cast', [whole], { to: 2 }),
      build.constant([2, 2], Int8Array.of(1, -1, 2, -2)),
    ])
    const fill = tensor('fill', [1], Int32Array.of(7))
    const filled = build.add('ConstantOfShape', ['shape'], { value: { tensor: fill } })
    const added = build.add('Add', [sum, filled])
    build.finish(build.add('Transpose', [added], { perm: [1, 0] }), 'y')
    const graph = build.graph(
      'mixed',
      [{ name: 'ids', type: 'int64', dims: ['n'] }],
      [{ name: 'y', type: 'int32', dims: [2, 'n'] }],
    )
    const table = tensor('table', [3, 2], Uint8Array.of(1, 2, 3, 4, 5, 255))
    const initializers = [...graph.initializers, table, int64s('shape', [2, 2])]
    const ids = new Tensor('int64', BigInt64Array.of(2n, 0n), [2])
    expect(await run({ ...graph, initializers }, { ids })).toEqual({
      y: { dims: [2, 2], data: Int32Array.of(522, 12, -508, 2) },
    })
  })

  it('refuses numbers that do not fill their tensor, and fractions that are not said to be such', () => {
    expect(() => tensor('w', [2, 2], Float32Array.of(1, 2, 3))).toThrow(
      'w: 3 numbers do not fill a tensor of 2 x 2',
    )
    const graph = { name: 'g', inputs: [], outputs: [], initializers: [] }
    const nodes = [node('LeakyRelu', ['x'], ['y'], { alpha: 0.1 })]
    expect(() => writeModel({ ...graph, nodes })).toThrow('0.1 is no whole number')
  })
})
