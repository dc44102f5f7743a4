import { stat } from 'node:fs/promises'
import type { RawPath } from './names.ts'

/** Folders that vanish between being named and being opened, or that become files, are simply not there. */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** Why a file that its folder names cannot be looked at; null when it has vanished, or is a link to nowhere. */
export async function whyHidden(path: RawPath): Promise<string | null> {
  try {
    await stat(path)
    return null
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (isGone(error) || code === 'ELOOP') return null
    if (code === 'ENAMETOOLONG')
      return 'The path of this file is too long for this system: move it nearer to the top of its disk.'
    return `This file could not be looked at (${code ?? message}); what is known of it is kept.`
  }
}

/** Why a folder cannot be listed: one sentence. */
export function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'This folder may not be read: allow it, then rescan.'
  if (code === 'ENAMETOOLONG')
    return 'The path of this folder is too long for this system: move it nearer to the top of its disk.'
  return `This folder could not be read (${code ?? message}); what is known of its photos is kept.`
}
