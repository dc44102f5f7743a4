import { stat, type Stats } from 'node:fs'
import type { RawPath } from './scan/names.ts'

export interface FileStat {
  readonly isFile: boolean
  readonly sizeBytes: number
  readonly mtimeMs: number
  /** When anything of the file changed, its name and its times too. */
  readonly ctimeMs: number
  readonly inode: number
}

/** libuv runs four file calls at a time; a few more wait so that none of the four is idle. */
const inFlight = 16

/**
 * Looks at many files, links followed; undefined where there is nothing (vanished, a link to nowhere). With plain
 * callbacks 100,000 take 0.45 s, with promises 0.73 s. Once aborted, the rest is not looked at.
 */
export function statMany(
  paths: readonly RawPath[],
  signal?: AbortSignal,
  onAnswer?: () => void,
): Promise<(FileStat | undefined)[]> {
  const found = paths.map((): FileStat | undefined => undefined)
  return new Promise((resolve, reject) => {
    let next = 0
    let left = paths.length
    if (left === 0) resolve(found)
    const begin = (): void => {
      const at = next
      const path = paths[at]
      if (path === undefined) return
      if (signal?.aborted) return reject(signal.reason as Error)
      next += 1
      stat(path, (error, seen) => {
        if (!error) found[at] = toFileStat(seen)
        left -= 1
        onAnswer?.()
        if (left === 0) resolve(found)
        else begin()
      })
    }
    for (let started = 0; started < inFlight; started += 1) begin()
  })
}

function toFileStat(seen: Stats): FileStat {
  return {
    isFile: seen.isFile(),
    sizeBytes: seen.size,
    mtimeMs: seen.mtimeMs,
    ctimeMs: seen.ctimeMs,
    inode: seen.ino,
  }
}

export async function statOne(path: string): Promise<FileStat | undefined> {
  return (await statMany([path]))[0]
}
