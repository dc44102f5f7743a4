import { opendir, stat } from 'node:fs/promises'

/** A root as the disk shows it now. `device` tells a folder from the empty mount point that a disk leaves behind. */
export interface Reach {
  readonly device: number
  readonly inode: number
  readonly empty: boolean
}

/** A dead network drive never answers; each question that waits for it blocks one of libuv's four threads. */
const timeLimitMs = 5_000
const waiting = new Map<string, Promise<Reach | null>>()

/** Looks whether a root's folder can be read at this moment; null when it cannot, or does not answer in time. */
export async function reachOf(rootPath: string, limitMs = timeLimitMs): Promise<Reach | null> {
  const asked = waiting.get(rootPath) ?? look(rootPath).finally(() => waiting.delete(rootPath))
  waiting.set(rootPath, asked)
  return within(asked, limitMs, null)
}

export async function within<T, U>(answer: Promise<T>, limitMs: number, otherwise: U): Promise<T | U> {
  const late = Promise.withResolvers<U>()
  const timer = setTimeout(() => late.resolve(otherwise), limitMs)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function look(rootPath: string): Promise<Reach | null> {
  try {
    const seen = await stat(rootPath)
    const folder = await opendir(rootPath)
    try {
      return { device: seen.dev, inode: seen.ino, empty: (await folder.read()) === null }
    } finally {
      await folder.close()
    }
  } catch {
    return null
  }
}

export function sameReach(a: Reach | null, b: Reach | null): boolean {
  return a !== null && b !== null && a.device === b.device && a.inode === b.inode
}
