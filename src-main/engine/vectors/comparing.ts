import type { Matrix } from './matrix.ts'
import type { ScanTime } from './scan-time.ts'

/** Valid until the next comparison or change: the buffers are used again. */
export interface Comparison {
  readonly count: number
  /** Valid to `count`. */
  readonly photoIds: Int32Array
  /**
   * For each query the cosines in the order of `photoIds`, valid to `count`. Each is off by a little, at 512 values with a
   * standard deviation of about 0.0004.
   */
  readonly scores: readonly Float32Array[]
}

export interface Comparing {
  compare(queries: readonly Float32Array[]): Comparison
  compareAmong(queries: readonly Float32Array[], photoIds: ArrayLike<number>): Comparison
}

/** Cosines of all photos, or of some, with queries, from the bytes in memory. */
export function createComparing(matrix: Matrix, time: ScanTime): Comparing {
  const everyone = createBuffers()
  const some = createBuffers()
  let someIds = new Int32Array(0)
  let someRows = new Int32Array(0)

  return {
    compare: (queries) => {
      const { size, photoIds, rows } = matrix
      const scores = everyone(queries.length, size)
      const startedAtMs = performance.now()
      rows.scan(queries, size, scores)
      if (queries.length === 1) time.took(performance.now() - startedAtMs, size)
      return { count: size, photoIds, scores }
    },
    compareAmong: (queries, photoIds) => {
      if (someIds.length < photoIds.length) {
        someIds = new Int32Array(roomy(photoIds.length))
        someRows = new Int32Array(someIds.length)
      }
      let count = 0
      for (let at = 0; at < photoIds.length; at += 1) {
        const photoId = photoIds[at] as number
        const row = matrix.rowOfPhoto(photoId)
        if (row < 0) continue
        someIds[count] = photoId
        someRows[count] = row
        count += 1
      }
      const scores = some(queries.length, count)
      matrix.rows.scanAmong(queries, someRows, count, scores)
      return { count, photoIds: someIds, scores }
    },
  }
}

/** As many buffers of at least so many values as are asked for, the same ones again while they are large enough. */
function createBuffers(): (buffers: number, values: number) => Float32Array[] {
  const kept: Float32Array[] = []
  return (buffers, values) => {
    for (let at = 0; at < buffers; at += 1) {
      const known = kept[at]
      if (!known || known.length < values) kept[at] = new Float32Array(roomy(values))
    }
    return kept.slice(0, buffers)
  }
}

function roomy(length: number): number {
  return Math.ceil(length * 1.1)
}
