import { scanBytes } from './scan-bytes.ts'

/** A strip is what one call of the kernel goes through: small enough for the second query to find it in the cache. */
export const stripRows = 256

/** Addresses are bytes of the kernel's memory. */
export interface ScanKernel {
  readonly memory: Memory
  /**
   * For each of the `stripRows` rows from `row` on: base + dot(row, query) * unit * its scale, as float32 from `out` on.
   * Rows last `stride` bytes, a multiple of 32, the query as many 16-bit values. A second query comes right behind the
   * first, and its results right behind those of the first for the whole strip.
   */
  scan(
    place: {
      readonly row: number
      readonly stride: number
      readonly scales: number
      readonly query: number
      readonly out: number
    },
    first: Factors,
    second?: Factors,
  ): void
}

export interface Factors {
  readonly unit: number
  readonly base: number
}

type Scan = (
  row: number,
  stride: number,
  gap: number,
  scales: number,
  query: number,
  ...rest: number[]
) => void

/** What is used of WebAssembly: the library of types for plain Node leaves it out. */
interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number; maximum: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> }
}
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly

const pageBytes = 65_536
/** 4 GiB, all that 32-bit addresses reach: 8 million photos at 512 values. */
const mostPages = 65_536

let compiled: object | undefined

/** A memory of its own with the kernel that computes in it. Throws where WebAssembly has no vector instructions. */
export function createScanKernel(firstBytes: number): ScanKernel {
  const memory = new wasm.Memory({ initial: pagesFor(firstBytes), maximum: mostPages })
  const { exports } = new wasm.Instance((compiled ??= compile()), { host: { memory } })
  const scanOne = exports['scan'] as Scan
  const scanPair = exports['scanPair'] as Scan
  const gap = stripRows / 4
  return {
    memory,
    scan: ({ row, stride, scales, query, out }, { unit, base }, second) => {
      if (second) {
        scanPair(row, stride, gap, scales, query, unit, base, second.unit, second.base, out)
      } else scanOne(row, stride, gap, scales, query, unit, base, out)
    },
  }
}

/** Makes room up to this address. Throws RangeError when there is no more. */
export function growTo(memory: Memory, bytes: number): void {
  const missing = pagesFor(bytes) - memory.buffer.byteLength / pageBytes
  if (missing > 0) memory.grow(missing)
}

function pagesFor(bytes: number): number {
  return Math.ceil(bytes / pageBytes)
}

function compile(): object {
  try {
    return new wasm.Module(Buffer.from(scanBytes, 'base64'))
  } catch (cause) {
    throw new Error('Photos cannot be compared here: this program runs without WebAssembly SIMD.', { cause })
  }
}
