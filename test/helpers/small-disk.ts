import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { afterFile, tempDir } from './temp.ts'

/** A small disk of its own in memory; null where mounting is not allowed. */
export function smallDisk(sizeMb: number): string | null {
  const dir = tempDir('disk')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', dir], {
    stdio: 'ignore',
  })
  if (mounted.status !== 0) return null
  afterFile(() => void spawnSync('umount', ['-l', dir]))
  return dir
}

export const whyNoSmallDisk = 'skipped: a small disk can be mounted by root on Linux only'

/** Leaves `bytes` free on the disk of `dir`. The answer makes room again. */
export function fillDisk(dir: string, bytes: number): () => void {
  const filler = join(dir, 'filler')
  const { bavail, bsize } = statfsSync(dir)
  execFileSync('fallocate', ['-l', String(bavail * bsize - bytes), filler])
  return () => rmSync(filler)
}

/** From here on nothing can be written to a small disk, as systems do it with one that fails. */
export function makeReadOnly(dir: string): void {
  execFileSync('mount', ['-o', 'remount,ro', dir])
}
