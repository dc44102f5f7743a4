import { client } from '../api/index.ts'
import { isPicture } from '../lib/dragged.ts'
import { t } from '../strings/index.ts'
import { searchLike } from './ask.ts'
import { addFolders } from './folders.ts'
import { useLibrary } from './library.ts'
import { dismiss, say, sayError } from './notices.ts'
import { closeViewer } from './ui.ts'

const lookingId = 'looking-at-picture'
/** A glance needs no notice. */
const noticeAfterMs = 400

/** Finds photos like a dropped or pasted picture. The engine reads it from its path where it has one. */
export async function findByPicture(file: File, name: string): Promise<void> {
  if (!isPicture(file)) return say({ level: 'info', message: t.drop.notPicture })
  if (useLibrary.getState().roots?.length === 0) return say({ level: 'info', message: t.drop.noFolderYet })
  const notice = setTimeout(
    () => say({ id: lookingId, level: 'info', message: t.drop.looking(name) }),
    noticeAfterMs,
  )
  try {
    const path = client.pathForFile(file)
    const picture = path
      ? await client.request('search.picture-from-file', { path })
      : await client.request('search.picture-from-bytes', {
          name: name.slice(0, 1_000),
          bytes: new Uint8Array(await file.arrayBuffer()),
        })
    closeViewer()
    searchLike({ kind: 'picture', ...picture })
  } catch (error) {
    sayError(error)
  } finally {
    clearTimeout(notice)
    dismiss(lookingId)
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
