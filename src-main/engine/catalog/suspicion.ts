import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { isDamage } from './is-damage.ts'

/**
 * A large catalog is not read through at every start. What met damage in it leaves a note beside it, and the next start
 * looks at all of it.
 */
export function suspect(catalogFile: string): void {
  try {
    writeFileSync(noteOf(catalogFile), 'Damage was met; the next start examines the whole catalog.\n')
  } catch {
    // Whoever meets the damage next leaves the note.
  }
}

export function isSuspect(catalogFile: string): boolean {
  return existsSync(noteOf(catalogFile))
}

/** It was examined. */
export function acquit(catalogFile: string): void {
  rmSync(noteOf(catalogFile), { force: true })
}

/** Does `work`; damage that it meets is noted. */
export async function suspecting<T>(catalogFile: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isDamage(error)) suspect(catalogFile)
    throw error
  }
}

function noteOf(catalogFile: string): string {
  return `${catalogFile}.suspect`
}
