/** The embeddings in a model's output, one Float32Array each; undefined where a number is not finite or all are zero. */
export function splitEmbeddings(
  output: Float32Array,
  count: number,
  size: number,
): (Float32Array | undefined)[] {
  if (output.length !== count * size) {
    throw new RangeError(`the model returned ${output.length} numbers for ${count} embeddings of ${size}`)
  }
  return Array.from({ length: count }, (_, at) => unitLength(output.slice(at * size, (at + 1) * size)))
}

/** Scales to length 1 in place. A broken model or a faulty processor shows here first, and must not reach the catalog. */
function unitLength(vector: Float32Array): Float32Array | undefined {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  if (!Number.isFinite(length) || length < 1e-6) return undefined
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) / length
  return vector
}
