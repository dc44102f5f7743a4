import type { HeifLibrary } from './heif-library.ts'

/** What libheif refused; its words are in the message. */
export class HeifError extends Error {}

const errorStructBytes = 12

/** Calls into libheif: errors come back as exceptions, memory of the other side is copied before it moves. */
export function heifCalls(library: HeifLibrary) {
  const view = () => new DataView(library.HEAPU8.buffer)

  function textAt(pointer: number): string {
    if (pointer === 0) return ''
    const end = library.HEAPU8.indexOf(0, pointer)
    return Buffer.from(library.HEAPU8.subarray(pointer, Math.min(end, pointer + 300))).toString('latin1')
  }

  /** Lends memory for the time of a call. */
  function lend<Result>(sizeBytes: number, borrow: (pointer: number) => Result): Result {
    const pointer = library.malloc(Math.max(1, sizeBytes))
    if (pointer === 0) throw new HeifError('out of memory')
    try {
      return borrow(pointer)
    } finally {
      library.free(pointer)
    }
  }

  /** For functions that write their error into a struct of the caller's. */
  function check(call: (error: number) => void): void {
    lend(errorStructBytes, (error) => {
      call(error)
      const code = view().getInt32(error, true)
      if (code !== 0) throw new HeifError(textAt(view().getUint32(error + 8, true)) || `error ${code}`)
    })
  }

  /** For functions that give a pointer beside their error. */
  function checked(call: (error: number, result: number) => void): number {
    return lend(4, (result) => {
      view().setUint32(result, 0, true)
      check((error) => call(error, result))
      return view().getUint32(result, true)
    })
  }

  function idsOf(call: (ids: number, count: number) => number, limit = 16): number[] {
    return lend(limit * 4, (ids) => {
      const count = Math.min(limit, call(ids, limit))
      return Array.from({ length: Math.max(0, count) }, (_, at) => view().getUint32(ids + at * 4, true))
    })
  }

  /** Bytes that libheif writes into memory of the caller's. */
  function bytesOf(sizeBytes: number, call: (error: number, target: number) => void): Uint8Array {
    return lend(sizeBytes, (target) => {
      check((error) => call(error, target))
      return library.HEAPU8.slice(target, target + sizeBytes)
    })
  }

  return { view, textAt, lend, check, checked, idsOf, bytesOf }
}

export type HeifCalls = ReturnType<typeof heifCalls>
