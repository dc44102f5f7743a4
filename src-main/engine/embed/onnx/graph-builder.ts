import { tensor, type OnnxTensor } from './tensors.ts'
import { node, type AttributeValue, type OnnxGraph, type OnnxNode, type ValueInfo } from './write-model.ts'

/** Puts a graph together, operation after operation, and names what nobody has named. */
export interface GraphBuilder {
  /** Adds an operation with one output and returns that output's name. */
  add(opType: string, inputs: readonly string[], attributes?: Record<string, AttributeValue>): string
  /** The same for an operation with several outputs. */
  addAll(opType: string, inputs: readonly string[], outputs: number): string[]
  /** Adds numbers to the graph and returns their name. */
  constant(dims: readonly number[], data: OnnxTensor['data']): string
  /** Calls `value` by the name of one of the graph's outputs. */
  finish(value: string, output: string): void
  graph(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): OnnxGraph
}

export function createGraphBuilder(): GraphBuilder {
  const nodes: OnnxNode[] = []
  const initializers: OnnxTensor[] = []
  const nextName = (kind: string) => `${kind.toLowerCase()}_${nodes.length + initializers.length}`

  function addAll(opType: string, inputs: readonly string[], outputs: number): string[] {
    const name = nextName(opType)
    const names = Array.from({ length: outputs }, (_, at) => `${name}_${at}`)
    nodes.push(node(opType, inputs, names))
    return names
  }

  return {
    add(opType, inputs, attributes = {}) {
      const name = nextName(opType)
      nodes.push(node(opType, inputs, [name], attributes))
      return name
    },
    addAll,
    constant(dims, data) {
      const name = nextName('constant')
      initializers.push(tensor(name, dims, data))
      return name
    },
    finish: (value, output) => void nodes.push(node('Identity', [value], [output])),
    graph: (name, inputs, outputs) => ({ name, inputs, outputs, nodes, initializers }),
  }
}
