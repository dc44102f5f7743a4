import type { GraphBuilder } from '../../../../engine/embed/onnx/graph-builder.ts'
import { mulberry32 } from '../synthetic.ts'
import { quantizeSigned, quantizeUnsigned, type QuantizedMatrix } from './quantize.ts'

/** Weights as they are, or in 8 bits while the numbers that flow are made 8 bits on the way. */
export type Precision = 'float32' | 'uint8' | 'int8'

/** What towers are made of, with random weights: the same seed gives the same weights in every precision. */
export interface Layers {
  readonly build: GraphBuilder
  /** Random numbers of this standard deviation. */
  weights(count: number, deviation: number): Float32Array
  /** x times a matrix, plus a bias unless `bias` is false. `gain` 1 keeps the size of the numbers. */
  linear(x: string, from: number, to: number, options?: { bias?: boolean; gain?: number }): string
  /** Rows of a table by number. */
  lookUp(ids: string, rows: number, width: number): string
  /** Squares of `patch` pixels to `width` numbers each: [batch, width, rows, columns]. */
  patches(pixels: string, patch: number, width: number): string
  norm(x: string, width: number): string
  number(value: number): string
  shape(...dims: readonly number[]): string
}

const float = 1

export function createLayers(build: GraphBuilder, precision: Precision, seed: number): Layers {
  const random = mulberry32(seed)
  /** What one operation has quantized, the next one takes over. */
  const quantized = new Map<string, string[]>()
  const number = (value: number) => build.constant([], Float32Array.of(value))

  function weights(count: number, deviation: number): Float32Array {
    const reach = 2 * Math.sqrt(3) * deviation
    const values = new Float32Array(count)
    for (let at = 0; at < count; at += 1) values[at] = (random() - 0.5) * reach
    return values
  }

  function inBytes(x: string): string[] {
    const known = quantized.get(x) ?? build.addAll('DynamicQuantizeLinear', [x], 3)
    quantized.set(x, known)
    return known
  }

  /** The sequence of operations that ONNX Runtime's quantize_dynamic writes, and that its optimizer knows. */
  function inEightBits(
    opType: 'MatMulInteger' | 'ConvInteger',
    x: string,
    matrix: { values: string; scales: string; zeroPoints: string },
    attributes = {},
  ): string {
    const [bytes = '', scale = '', zeroPoint = ''] = inBytes(x)
    const whole = build.add(opType, [bytes, matrix.values, zeroPoint, matrix.zeroPoints], attributes)
    const scales = build.add('Mul', [scale, matrix.scales])
    return build.add('Mul', [build.add('Cast', [whole], { to: float }), scales])
  }

  function store({ values, scales, zeroPoints }: QuantizedMatrix, dims: readonly number[]) {
    const each = scales.length === 1 ? [] : [scales.length]
    return {
      values: build.constant(dims, values),
      scales: build.constant(each, scales),
      zeroPoints: build.constant(each, zeroPoints),
    }
  }

  function quantize(matrix: Float32Array, columns: number): QuantizedMatrix {
    return precision === 'uint8' ? quantizeUnsigned(matrix, columns) : quantizeSigned(matrix, columns)
  }

  return {
    build,
    weights,
    number,
    shape: (...dims) => build.constant([dims.length], BigInt64Array.from(dims, BigInt)),
    linear(x, from, to, { bias = true, gain = 1 } = {}) {
      const matrix = weights(from * to, gain / Math.sqrt(from))
      const product =
        precision === 'float32'
          ? build.add('MatMul', [x, build.constant([from, to], matrix)])
          : inEightBits('MatMulInteger', x, store(quantize(matrix, to), [from, to]))
      return bias ? build.add('Add', [product, build.constant([to], weights(to, 0.02))]) : product
    },
    lookUp(ids, rows, width) {
      const table = weights(rows * width, 1)
      if (precision === 'float32') return build.add('Gather', [build.constant([rows, width], table), ids])
      const { values, scales, zeroPoints } = store(quantize(table, 1), [rows, width])
      return build.add('DequantizeLinear', [build.add('Gather', [values, ids]), scales, zeroPoints])
    },
    patches(pixels, patch, width) {
      const dims = [width, 3, patch, patch]
      const matrix = weights(width * 3 * patch * patch, 1 / Math.sqrt(3 * patch * patch))
      const attributes = { kernel_shape: [patch, patch], strides: [patch, patch] }
      if (precision === 'float32')
        return build.add('Conv', [pixels, build.constant(dims, matrix)], attributes)
      // The runtime has convolutions of unsigned bytes only, with one scale for all.
      return inEightBits('ConvInteger', pixels, store(quantizeUnsigned(matrix, 1), dims), attributes)
    },
    norm(x, width) {
      const scale = build.constant([width], new Float32Array(width).fill(1))
      const shift = build.constant([width], weights(width, 0.02))
      return build.add('LayerNormalization', [x, scale, shift], { axis: -1, epsilon: { float: 1e-5 } })
    },
  }
}
