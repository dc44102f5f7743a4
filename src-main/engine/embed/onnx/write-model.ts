import { encodeModel } from './messages.ts'
import { elementTypes, tensorProto, type ElementType, type OnnxTensor } from './tensors.ts'

/** A plain number or list of them is whole; numbers with fractions are said to be so. */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: OnnxTensor }

/** One operation. */
export interface OnnxNode {
  readonly opType: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

/** An input or output of the whole graph; dimensions that are free have names. */
export interface ValueInfo {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly (number | string)[]
}

export interface OnnxGraph {
  readonly name: string
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  /** Each after those whose outputs it takes. */
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxTensor[]
}

export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: OnnxNode['attributes'] = {},
): OnnxNode {
  return { opType, inputs, outputs, attributes }
}

/** The bytes of an .onnx file. Operators are those of the default domain. */
export function writeModel(graph: OnnxGraph, { opset = 17 }: { readonly opset?: number } = {}): Uint8Array {
  return encodeModel({
    // The oldest version of the format that knows this operator set is read by the most runtimes.
    irVersion: 8,
    producerName: 'Sightline',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeProto),
      initializer: graph.initializers.map(tensorProto),
      input: graph.inputs.map(valueProto),
      output: graph.outputs.map(valueProto),
    },
  })
}

function nodeProto({ opType, inputs, outputs, attributes }: OnnxNode): object {
  const attribute = Object.entries(attributes).map(([name, value]) => ({ name, ...attributeValue(value) }))
  return { opType, name: outputs[0] ?? opType, input: inputs, output: outputs, attribute }
}

/** With the numbers of AttributeProto.AttributeType. */
function attributeValue(value: AttributeValue): object {
  if (typeof value === 'number') return { type: 2, i: whole(value) }
  if (typeof value === 'string') return { type: 3, s: Buffer.from(value) }
  if ('float' in value) return { type: 1, f: value.float }
  if ('floats' in value) return { type: 6, floats: value.floats }
  if ('tensor' in value) return { type: 4, t: tensorProto(value.tensor) }
  return { type: 7, ints: value.map(whole) }
}

function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`${value} is no whole number: write { float: ${value} }`)
}

function valueProto({ name, type, dims }: ValueInfo): object {
  const dim = dims.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }))
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } }
}
