import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it, for this user alone. Not mkdir's own `recursive`: where a parent is there but nothing can be made in it
 * (below /proc, say) Node 24's turns in circles for ever. Throws what mkdir throws.
 */
export function makeFolder(path: string): void {
  if (makeOne(path)) return
  makeFolder(dirname(path))
  if (!makeOne(path)) throw new Error(`nothing can be made in ${dirname(path)}`)
}

/** False when the folder above is missing. */
function makeOne(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return true
    if (code === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
}
