import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Away } from './round.ts'

/** Why a photo was not read: its folder, the file, or the disk. */
export async function whyAway(rootPath: string, path: string, isGone: boolean): Promise<Away> {
  if (!(await isThere(rootPath))) return 'root'
  if (isGone) return 'gone'
  return (await canBeRead(path)) ? 'file' : 'disk'
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Whether the disk gives the file's first and last bytes: no want of rights, no lock, no damaged sector there. */
async function canBeRead(path: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = await file.stat()
      const piece = Buffer.alloc(1)
      await file.read(piece, 0, 1, 0)
      await file.read(piece, 0, 1, Math.max(0, size - 1))
      return true
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}
