import { opendir, stat } from 'node:fs/promises'

/** A root as the disk shows it now. `device` tells a folder from the empty mount point that a disk leaves behind. */
export interface Reach {
  readonly device: number
  readonly inode: number
  readonly empty: boolean
}

/** Looks whether a root's folder can be read at this moment; null when it cannot. */
export async function reachOf(rootPath: string): Promise<Reach | null> {
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
