import { dot } from './exact.ts'
import { createScanKernel, growTo, stripRows } from './kernel/scan-kernel.ts'
import { quantizeQuery, quantizeRow } from './quantize.ts'

/** Rows to a block: memory grows by blocks. */
export const blockRows = 4_096

/**
 * Rows of `dim` values in a byte each, with a scale for each row: a quarter of what float32 takes, and of what a scan has to
 * fetch from memory, which is what a scan waits for.
 */
export interface ByteRows {
  /** How far products are off: the standard deviation over the rows that were written. */
  readonly deviation: number
  /** Bytes taken from the system. */
  readonly sizeBytes: number
  write(row: number, values: Float32Array): void
  copy(from: number, to: number): void
  /** Dot products of each query with the first `count` rows, into the first `count` values of `out[query]`. */
  scan(queries: readonly Float32Array[], count: number, out: readonly Float32Array[]): void
  /** The same with some rows only, in the order given. */
  scanAmong(
    queries: readonly Float32Array[],
    rows: ArrayLike<number>,
    count: number,
    out: readonly Float32Array[],
  ): void
}

/** Values that lie further apart than others in all rows (CLIP has such) are better told apart from a common centre. */
export function createByteRows(dim: number, centre: Float32Array = new Float32Array(dim)): ByteRows {
  const stride = Math.ceil(dim / 32) * 32
  const blockBytes = blockRows * (stride + 4)
  const queryBytes = 2 * stride
  /** In the memory one after another: two queries, their results for a strip, a strip for gathered rows, the blocks. */
  const outAt = 2 * queryBytes
  const outBytes = 4 * stripRows
  const gathered = { scales: outAt + 2 * outBytes, rows: outAt + 3 * outBytes }
  const blocksAt = gathered.rows + stripRows * stride
  const kernel = createScanKernel(blocksAt)
  const { memory } = kernel
  let blocks = 0
  let bytes = new Int8Array(memory.buffer)
  let floats = new Float32Array(memory.buffer)
  let squares = 0
  let written = 0

  function reserve(row: number): void {
    const needed = Math.floor(row / blockRows) + 1
    if (needed <= blocks) return
    growTo(memory, blocksAt + needed * blockBytes)
    blocks = needed
    bytes = new Int8Array(memory.buffer)
    floats = new Float32Array(memory.buffer)
  }

  /** Where a block has its scales; its rows come after them. */
  function placeOf(row: number): { scale: number; row: number } {
    const block = blocksAt + Math.floor(row / blockRows) * blockBytes
    const at = row % blockRows
    return { scale: block + 4 * at, row: block + 4 * blockRows + at * stride }
  }

  interface Prepared {
    readonly shorts: Int8Array
    readonly unit: number
    readonly base: number
  }

  function prepare(query: Float32Array): Prepared {
    if (query.length !== dim) throw new RangeError(`a query of ${query.length} values; ${dim} were expected`)
    const shorts = new Int16Array(stride)
    const unit = quantizeQuery(query, shorts.subarray(0, dim))
    return { shorts: new Int8Array(shorts.buffer), unit, base: dot(centre, 0, query, dim) }
  }

  function scanStrip(
    prepared: readonly Prepared[],
    place: { scale: number; row: number },
    out: readonly Float32Array[],
    from: number,
    count: number,
  ): void {
    for (let at = 0; at < prepared.length; at += 2) {
      const [first, second] = [prepared[at] as Prepared, prepared[at + 1]]
      bytes.set(first.shorts, 0)
      if (second) bytes.set(second.shorts, queryBytes)
      kernel.scan({ row: place.row, stride, scales: place.scale, query: 0, out: outAt }, first, second)
      out[at]?.set(results(outAt, count), from)
      if (second) out[at + 1]?.set(results(outAt + outBytes, count), from)
    }
  }

  function results(at: number, count: number): Float32Array {
    return floats.subarray(at / 4, at / 4 + count)
  }

  return {
    get deviation() {
      return written === 0 ? 0 : Math.sqrt(squares / written / 12)
    },
    get sizeBytes() {
      return memory.buffer.byteLength
    },
    write: (row, values) => {
      if (values.length !== dim)
        throw new RangeError(`an embedding of ${values.length} values; ${dim} were expected`)
      reserve(row)
      const place = placeOf(row)
      const scale = quantizeRow(values, centre, bytes.subarray(place.row, place.row + dim))
      floats[place.scale / 4] = scale
      squares += scale * scale
      written += 1
    },
    copy: (from, to) => {
      const [source, target] = [placeOf(from), placeOf(to)]
      bytes.copyWithin(target.row, source.row, source.row + stride)
      floats[target.scale / 4] = floats[source.scale / 4] as number
    },
    scan: (queries, count, out) => {
      const prepared = queries.map(prepare)
      for (let row = 0; row < count; row += stripRows)
        scanStrip(prepared, placeOf(row), out, row, Math.min(stripRows, count - row))
    },
    scanAmong: (queries, rows, count, out) => {
      const prepared = queries.map(prepare)
      for (let from = 0; from < count; from += stripRows) {
        const taken = Math.min(stripRows, count - from)
        for (let at = 0; at < taken; at += 1) {
          const place = placeOf(rows[from + at] as number)
          const target = gathered.rows + at * stride
          bytes.copyWithin(target, place.row, place.row + stride)
          floats[gathered.scales / 4 + at] = floats[place.scale / 4] as number
        }
        scanStrip(prepared, { scale: gathered.scales, row: gathered.rows }, out, from, taken)
      }
    },
  }
}
