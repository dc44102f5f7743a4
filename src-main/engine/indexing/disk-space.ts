import { statfs } from 'node:fs/promises'

/** Room that must be free before indexing goes on after the disk was full. */
export const roomNeededBytes = 64 * 2 ** 20

/** Whether an error means that the disk (or the person's quota) is full. */
function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}

/** Free bytes for this user on the disk that holds `dir`. */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}

/** A full disk shows in SQLite as SQLITE_FULL, but also as an I/O error that only the free space explains. */
export async function explainsDiskFull(error: unknown, dir: string): Promise<boolean> {
  if (isDiskFull(error)) return true
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_IOERR') && (await freeBytes(dir)) < 2 ** 20
}

export function diskFullMessage(dataDir: string): string {
  return `The disk with ${dataDir} is full. Nothing is lost; indexing goes on by itself when there is room.`
}

/** For a disk that has room and still refuses; see disk-watch.ts for the five minutes. */
export function cannotWriteMessage(dataDir: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return `The catalog in ${dataDir} cannot be written (${why}). Check its disk; while that has room, indexing tries again by itself, at the latest after five minutes.`
}
