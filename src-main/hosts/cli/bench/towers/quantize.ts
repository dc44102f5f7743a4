/** A matrix in 8 bits: (value - zeroPoint) * scale of its column is the number meant. */
export interface QuantizedMatrix {
  readonly values: Uint8Array | Int8Array
  /** One for each column, or a single one for all. */
  readonly scales: Float32Array
  readonly zeroPoints: Uint8Array | Int8Array
}

/**
 * 7 of the 8 bits, as offered models have it: older processors add two products of 8 bits in 16, where larger ones would
 * be cut off.
 */
const levels = 127

/** Each column with a scale and a zero point of its own, in unsigned bytes: as vision towers are quantized. */
export function quantizeUnsigned(matrix: Float32Array, columns: number): QuantizedMatrix {
  const { least, most } = ranges(matrix, columns)
  const scales = least.map((low, column) => ((most[column] ?? 0) - low) / levels || 1)
  const zeroPoints = Uint8Array.from(least, (low, column) => Math.round(-low / (scales[column] ?? 1)))
  const values = new Uint8Array(matrix.length)
  roundInto(values, matrix, scales, zeroPoints)
  return { values, scales, zeroPoints }
}

/** Each column with a scale of its own around zero, in signed bytes: as text towers are quantized. */
export function quantizeSigned(matrix: Float32Array, columns: number): QuantizedMatrix {
  const { least, most } = ranges(matrix, columns)
  const scales = least.map((low, column) => (2 * Math.max(-low, most[column] ?? 0)) / levels || 1)
  const values = new Int8Array(matrix.length)
  const zeroPoints = new Int8Array(columns)
  roundInto(values, matrix, scales, zeroPoints)
  return { values, scales, zeroPoints }
}

/** A plain loop: a callback for each of ninety million numbers takes ten times as long. */
function roundInto(
  values: Uint8Array | Int8Array,
  matrix: Float32Array,
  scales: Float32Array,
  zeroPoints: Uint8Array | Int8Array,
): void {
  for (let at = 0; at < matrix.length; at += 1) {
    const column = at % scales.length
    values[at] = Math.round((matrix[at] ?? 0) / (scales[column] ?? 1)) + (zeroPoints[column] ?? 0)
  }
}

/** Zero is always within: it must stay exactly zero. */
function ranges(matrix: Float32Array, columns: number) {
  const least = new Float32Array(columns)
  const most = new Float32Array(columns)
  for (let at = 0; at < matrix.length; at += 1) {
    const [column, value] = [at % columns, matrix[at] ?? 0]
    if (value < (least[column] ?? 0)) least[column] = value
    if (value > (most[column] ?? 0)) most[column] = value
  }
  return { least, most }
}
