import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterFile, tempDir } from './temp.ts'

export const whyNoCaselessDisk =
  'skipped: this system has no disk where case does not count, and none could be mounted (vfat, or tmpfs and ext4 with casefold)'

/** A folder on a disk where `a.jpg` and `A.JPG` are one file; null where there is none and none can be mounted. */
export function caselessDisk(): string | null {
  const usual = tempDir('caseless')
  if (isCaseless(usual)) return usual
  if (process.platform !== 'linux') return null
  return (
    mountedTmpfs() ??
    mountedImage('mkfs.vfat', ['-F', '16']) ??
    mountedImage('mkfs.ext4', ['-q', '-O', 'casefold'])
  )
}

function mountedTmpfs(): string | null {
  const dir = tempDir('caseless-memory')
  return mounted(dir, ['-t', 'tmpfs', '-o', 'size=20m,casefold', 'tmpfs'])
}

function mountedImage(make: string, options: readonly string[]): string | null {
  const dir = tempDir('caseless-image')
  const image = join(mkdtempSync(join(realpathSync(tmpdir()), 'sightline-image-')), 'disk')
  afterFile(() => void execFileSync('rm', ['-rf', join(image, '..')]))
  const made = spawnSync('sh', ['-c', `truncate -s 20M ${image} && ${make} ${options.join(' ')} ${image}`])
  return made.status === 0 ? mounted(dir, ['-o', 'loop', image]) : null
}

function mounted(dir: string, options: readonly string[]): string | null {
  if (spawnSync('mount', [...options, dir], { stdio: 'ignore' }).status !== 0) return null
  afterFile(() => void spawnSync('umount', ['-l', dir]))
  const folder = join(dir, 'photos')
  mkdirSync(folder)
  // Where case folding is a property of each folder, only an empty one takes it.
  spawnSync('chattr', ['+F', folder], { stdio: 'ignore' })
  return isCaseless(folder) ? folder : null
}

function isCaseless(folder: string): boolean {
  writeFileSync(join(folder, 'probe'), '')
  const answer = existsSync(join(folder, 'PROBE'))
  execFileSync('rm', [join(folder, 'probe')])
  return answer
}
