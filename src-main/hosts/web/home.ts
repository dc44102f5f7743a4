import { realpath } from 'node:fs/promises'
import { relative, isAbsolute, resolve, sep } from 'node:path'
import { CodedError } from '../../../src-preload/contract/index.ts'

/**
 * The real path of `path`, which must lie within `home` however many links lead there. A path that does not exist
 * is judged by its letters, so that a person gets "does not exist" for a typing error and nothing more is told.
 */
export async function withinHome(path: string, home: string, command = 'sightline add'): Promise<string> {
  const realHome = await realpath(home)
  const asked = resolve(realHome, path)
  const real = await realpath(asked).catch(() => undefined)
  const judged = real ?? asked
  if (!isWithin(judged, realHome) && !(real === undefined && isWithin(asked, resolve(home)))) {
    throw new CodedError(
      'forbidden',
      `${path} is outside your home folder; close Sightline and ${command.endsWith('add') ? 'add' : 'import'} it on the command line: ${command} "${path}"`,
    )
  }
  return judged
}

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}
