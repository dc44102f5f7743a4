import { stat } from 'node:fs'
import type { RawPath } from './scan/names.ts'

export interface FileStat {
  readonly isFile: boolean
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
}

/** libuv runs four file calls at a time; a few more wait so that none of the four is idle. */
const inFlight = 16

/**
 * Looks at many files, links followed; undefined where there is nothing (vanished, a link to nowhere). With plain
 * callbacks 100,000 take 0.45 s, with promises 0.73 s.
 */
export function statMany(paths: readonly RawPath[]): Promise<(FileStat | undefined)[]> {
  const found = paths.map((): FileStat | undefined => undefined)
  return new Promise((resolve) => {
    let next = 0
    let left = paths.length
    if (left === 0) resolve(found)
    const begin = (): void => {
      const at = next
      const path = paths[at]
      if (path === undefined) return
      next += 1
      stat(path, (error, seen) => {
        if (!error) {
          found[at] = { isFile: seen.isFile(), sizeBytes: seen.size, mtimeMs: seen.mtimeMs, inode: seen.ino }
        }
        left -= 1
        if (left === 0) resolve(found)
        else begin()
      })
    }
    for (let started = 0; started < inFlight; started += 1) begin()
  })
}

export async function statOne(path: string): Promise<FileStat | undefined> {
  return (await statMany([path]))[0]
}
