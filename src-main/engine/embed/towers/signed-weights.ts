import { fieldsOf, namesOf, texts, type Field } from './one-tower.ts'

/**
 * Turns unsigned 8-bit weights of matrix products into signed ones, in the bytes of an ONNX file, and says whether there
 * were any. Processors of the x86 kind multiply unsigned pictures by signed weights in one step, but have no such step
 * for two unsigned numbers: a picture through CLIP's vision tower took 62 ms of a core before and 30 after.
 *
 * Nothing is rounded: weight and zero point are lowered by the same 64, and only their difference counts. Weights of
 * more than 7 bits are left alone, because older processors cut off their products once they are signed.
 */
export function signWeights(file: Uint8Array): boolean {
  const graph = fieldsOf(file).find(({ id }) => id === modelGraph)
  if (!graph) return false
  const parts = fieldsOf(graph.content)
  const tensors = new Map(
    parts
      .filter(({ id }) => id === graphInitializer)
      .map((part) => [texts(fieldsOf(part.content), 8)[0], part]),
  )
  const products = parts.filter(isProduct).map(weightsOf)
  const blocked = new Set(otherUses(parts))
  const isSigned = (name: string): boolean => {
    const tensor = tensors.get(name)
    return !blocked.has(name) && tensor !== undefined && hasSevenBits(tensor)
  }
  const names = new Set(products.flat())
  for (const name of names) if (!isSigned(name)) blocked.add(name)
  // Weights share their zero points: what one product cannot have, none that shares it can.
  for (let before = -1; before !== blocked.size;) {
    before = blocked.size
    for (const pair of products)
      if (pair.some((name) => blocked.has(name))) for (const name of pair) blocked.add(name)
  }
  const changed = [...names].filter((name) => !blocked.has(name))
  for (const name of changed) {
    const tensor = tensors.get(name)
    if (tensor) lower(tensor)
  }
  return changed.length > 0
}

const modelGraph = 7
const graphNode = 1
const graphInitializer = 5
const uint8 = 2
const int8 = 3
const shift = 64

function isProduct(part: Field): boolean {
  if (part.id !== graphNode) return false
  const fields = fieldsOf(part.content)
  return texts(fields, 4)[0] === 'MatMulInteger' && texts(fields, 1).length === 4
}

/** Its second factor, and that one's zero point. */
function weightsOf(product: Field): string[] {
  const inputs = texts(fieldsOf(product.content), 1)
  return [inputs[1] ?? '', inputs[3] ?? '']
}

/** Names that anything but a product's second factor goes by. */
function otherUses(parts: readonly Field[]): string[] {
  return parts.flatMap((part) => {
    if (part.id === graphInitializer) return []
    if (!isProduct(part)) return [...namesOf(part).takes, ...namesOf(part).gives]
    const inputs = texts(fieldsOf(part.content), 1)
    return [inputs[0] ?? '', inputs[2] ?? '']
  })
}

function hasSevenBits(tensor: Field): boolean {
  const { type, data } = contentOf(tensor)
  if (type?.[1] !== uint8 || type.length !== 2 || !data) return false
  for (let at = 0; at < data.length; at++) if ((data[at] ?? 0) >= 2 * shift) return false
  return true
}

function lower(tensor: Field): void {
  const { type, data } = contentOf(tensor)
  if (!type || !data) return
  type[1] = int8
  for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) - shift
}

/** TensorProto's `data_type` (2), tag and value of a byte each, and `raw_data` (9). */
function contentOf(tensor: Field): { type: Uint8Array | undefined; data: Uint8Array | undefined } {
  const fields = fieldsOf(tensor.content)
  return {
    type: fields.find(({ id }) => id === 2)?.whole,
    data: fields.find(({ id }) => id === 9)?.content,
  }
}
