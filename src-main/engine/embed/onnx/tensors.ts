import { endianness } from 'node:os'

type TensorData = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array

/** The numbers of TensorProto.DataType. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9 } as const

export type ElementType = keyof typeof elementTypes

/** Numbers that are part of a graph: weights, shapes, indices. */
export interface OnnxTensor {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly number[]
  readonly data: TensorData
}

/** A tensor of the type that `data` has. It stays a view of `data`: weights of gigabytes are not copied around. */
export function tensor(name: string, dims: readonly number[], data: TensorData): OnnxTensor {
  const size = dims.reduce((product, dim) => product * dim, 1)
  if (size !== data.length) {
    throw new RangeError(`${name}: ${data.length} numbers do not fill a tensor of ${dims.join(' x ')}`)
  }
  return { name, type: typeOf(data), dims, data }
}

export function int64s(name: string, values: readonly number[]): OnnxTensor {
  return tensor(name, [values.length], BigInt64Array.from(values, BigInt))
}

/** A single number, without dimensions. */
export function scalar(name: string, data: TensorData): OnnxTensor {
  return tensor(name, [], data)
}

export function tensorProto({ name, type, dims, data }: OnnxTensor): object {
  // The specification stores numbers with the lowest byte first, as every processor has them that Sightline runs on.
  if (endianness() !== 'LE') throw new Error('ONNX files are written on little-endian machines only')
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { name, dims, dataType: elementTypes[type], rawData }
}

function typeOf(data: TensorData): ElementType {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof Uint8Array) return 'uint8'
  if (data instanceof Int8Array) return 'int8'
  return data instanceof Int32Array ? 'int32' : 'int64'
}
