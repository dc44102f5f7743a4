import { client } from '../api/index.ts'
import { isPicture } from '../lib/dragged.ts'
import { questionOf, sameQuestion } from '../lib/query-state.ts'
import type { QueryState } from '../lib/query-state.ts'
import { t } from '../strings/index.ts'
import { searchLike } from './ask.ts'
import { addFolders } from './folders.ts'
import { useLibrary } from './library.ts'
import { dismiss, say, sayError } from './notices.ts'
import { usePhotos } from './photos.ts'
import { closeViewer } from './ui.ts'

const lookingId = 'looking-at-picture'
/** A glance needs no notice. */
const noticeAfterMs = 400

/** Number of the latest picture; the answer to an earlier one, which may take longer to read, is stale. */
let latest = 0

/**
 * Finds photos like a dropped or pasted picture. The engine reads it from its path where it has one. Nothing happens
 * when, before the answer, another picture or words were searched for.
 */
export async function findByPicture(file: File, name: string): Promise<void> {
  if (!isPicture(file)) return say({ level: 'info', message: t.drop.notPicture })
  if (useLibrary.getState().roots?.length === 0) return say({ level: 'info', message: t.drop.noFolderYet })
  const picture = ++latest
  const before = usePhotos.getState().query
  const isLatest = () => picture === latest
  const isWanted = () => isLatest() && asksTheSame(before, usePhotos.getState().query)
  dismiss(lookingId)
  const notice = setTimeout(() => {
    if (isWanted()) say({ id: lookingId, level: 'info', message: t.drop.looking(name) })
  }, noticeAfterMs)
  try {
    const path = client.pathForFile(file)
    const found = path
      ? await client.request('search.picture-from-file', { path })
      : await client.request('search.picture-from-bytes', {
          name: name.slice(0, 1_000),
          bytes: new Uint8Array(await file.arrayBuffer()),
        })
    if (!isWanted()) return
    closeViewer()
    searchLike({ kind: 'picture', ...found })
  } catch (error) {
    if (isWanted()) sayError(error)
  } finally {
    clearTimeout(notice)
    // A later picture has a notice of its own.
    if (isLatest()) dismiss(lookingId)
  }
}

/** What was dropped: a picture to search with, or folders to add. Must be called while the drop event lasts. */
export function takeDrop(transfer: DataTransfer): void {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const folders = items.flatMap((item, index) =>
    item.webkitGetAsEntry()?.isDirectory ? [transfer.files[index]] : [],
  )
  if (folders.length > 0) return takeFolders(folders)
  const [file, ...others] = transfer.files
  if (!file) return
  if (others.length > 0) return say({ level: 'info', message: t.drop.several })
  void findByPicture(file, file.name)
}

function takeFolders(folders: readonly (File | undefined)[]): void {
  const paths = folders.flatMap((folder) => (folder ? [client.pathForFile(folder)] : []))
  const known = paths.filter((path) => path !== '')
  const isElectron = useLibrary.getState().host?.kind === 'electron'
  if (known.length === 0 || !isElectron) return say({ level: 'info', message: t.drop.folderInBrowser })
  void addFolders(known)
}

function asksTheSame(one: QueryState, other: QueryState): boolean {
  return sameQuestion(questionOf(one), questionOf(other))
}
