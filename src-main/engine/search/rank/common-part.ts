import { dot } from './numbers.ts'

/**
 * Single words lie closer to each other than to what they mean, and whatever is near to all of them comes first for any:
 * pages of writing, patterns and signs, which a model trained on photos puts just there. So `share` of what a text has in
 * common with everyday words is taken off before photos are compared with it. Sentences have nothing, and stay as they are.
 * `text` is of unit length, and so is the answer; `everyday` is the mean of the embeddings of many words.
 */
export function withoutCommonPart(text: Float32Array, everyday: Float32Array, share: number): Float32Array {
  const common = dot(text, everyday)
  if (share <= 0 || common <= 0) return text
  const factor = (share * common) / dot(everyday, everyday)
  const left = text.map((value, at) => value - factor * (everyday[at] as number))
  const length = Math.sqrt(dot(left, left))
  // Of a text that is nothing but the common part nothing would be left but noise.
  return length < leastLeft ? text : left.map((value) => value / length)
}

const leastLeft = 0.1
