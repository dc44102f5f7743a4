import { ModelFault } from '../../models/model-fault.ts'

/** Of two embeddings of unit length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0
  for (let at = 0; at < a.length; at++) dot += (a[at] ?? 0) * (b[at] ?? 0)
  return dot
}

/** Two embeddings that no search could tell apart. */
export function isTheSame(a: Float32Array, b: Float32Array): boolean {
  return cosine(a, b) > 0.999999
}

export function notUsable(field: string): never {
  throw new ModelFault(field, 'gives an embedding with numbers that are not finite, or of length zero')
}
