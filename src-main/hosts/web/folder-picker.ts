import { readdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CodedError, type FolderListing } from '../../../src-preload/contract/index.ts'
import { isPictureName } from '../../engine/images/formats.ts'
import { withinHome } from './home.ts'

/** What the window's folder picker shows: real folders below the home folder, none that begin with a dot. */
export async function listFolders(path: string | undefined, home: string): Promise<FolderListing> {
  const folder = await withinHome(path ?? home, home)
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, path: join(folder, name) }))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  const pictures = entries.filter((entry) => entry.isFile() && isPictureName(entry.name)).length
  const top = folder === (await realpath(home))
  return { path: folder, parent: top ? null : dirname(folder), folders, pictures }
}

function unreadable(folder: string, error: unknown): CodedError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return new CodedError('root-missing', `${folder} does not exist; choose another folder.`)
  if (code === 'ENOTDIR')
    return new CodedError('root-not-a-folder', `${folder} is not a folder; choose another.`)
  return new CodedError('root-unreadable', `${folder} cannot be read; check who may read it.`)
}
