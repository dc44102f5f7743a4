import { client } from '../api/index.ts'
import type { QueryPicture } from '../../src-preload/contract/search.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { isPicture } from '../lib/dragged.ts'
import { t } from '../strings/index.ts'
import { addToSearch } from './ask.ts'
import { addFolders } from './folders.ts'
import { useLibrary } from './library.ts'
import { dismiss, say } from './notices.ts'
import { usePhotos } from './photos.ts'
import { keepPicture } from './query-pictures.ts'
import { closeViewer } from './ui.ts'

const lookingId = 'looking-at-picture'
/** A glance needs no notice. */
const noticeAfterMs = 400
/** A search of more pictures would say nothing any more. */
export const mostPictures = 8

let looking = 0

/**
 * Adds dropped, pasted or chosen pictures to what is searched for, in their order; words that stand there stay. The engine
 * reads a picture from its path where it has one. One that cannot be read is said and left out. Nothing is added to a search
 * that was begun in the meantime.
 */
export async function findByPictures(
  files: readonly File[],
  nameOf = (file: File) => file.name,
): Promise<void> {
  const pictures = files.filter(isPicture).slice(0, mostPictures)
  if (pictures.length === 0) return say({ level: 'info', message: t.drop.notPicture })
  if (useLibrary.getState().roots?.length === 0) return say({ level: 'info', message: t.drop.noFolderYet })
  if (files.length > pictures.length) say({ level: 'info', message: leftOut(files, pictures.length) })
  const { began } = usePhotos.getState().query
  const isWanted = () => usePhotos.getState().query.began === began
  looking++
  const notice = setTimeout(() => {
    if (isWanted()) say({ id: lookingId, level: 'info', message: t.drop.lookingAt(pictures.map(nameOf)) })
  }, noticeAfterMs)
  const reading = pictures.map((file) => read(file, nameOf(file)))
  for (const read of reading) {
    const found = await read
    if (!isWanted()) continue
    if ('refused' in found) say({ level: 'warning', message: found.refused })
    else add(found)
  }
  clearTimeout(notice)
  // Others may still be looked at.
  if (--looking === 0) dismiss(lookingId)
}

function leftOut(files: readonly File[], taken: number): string {
  return files.filter(isPicture).length > taken ? t.drop.tooMany(mostPictures) : t.drop.notAllPictures
}

function add(picture: QueryPicture): void {
  keepPicture(picture)
  closeViewer()
  addToSearch(`picture:${picture.pictureId}`)
}

async function read(file: File, name: string): Promise<QueryPicture | { readonly refused: string }> {
  try {
    const path = client.pathForFile(file)
    if (path) return await client.request('search.picture-from-file', { path })
    const bytes = new Uint8Array(await file.arrayBuffer())
    return await client.request('search.picture-from-bytes', { name: name.slice(0, 1_000), bytes })
  } catch (error) {
    return { refused: t.drop.unreadable(name, toPlainError(error).message) }
  }
}

/** What was dropped: pictures to search with, or folders to add. Must be called while the drop event lasts. */
export function takeDrop(transfer: DataTransfer): void {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const folders = items.flatMap((item, index) =>
    item.webkitGetAsEntry()?.isDirectory ? [transfer.files[index]] : [],
  )
  if (folders.length > 0) return takeFolders(folders)
  if (transfer.files.length > 0) void findByPictures([...transfer.files])
}

function takeFolders(folders: readonly (File | undefined)[]): void {
  const paths = folders.flatMap((folder) => (folder ? [client.pathForFile(folder)] : []))
  const known = paths.filter((path) => path !== '')
  const isElectron = useLibrary.getState().host?.kind === 'electron'
  if (known.length === 0 || !isElectron) return say({ level: 'info', message: t.drop.folderInBrowser })
  void addFolders(known)
}
