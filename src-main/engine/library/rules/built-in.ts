import { isPictureName } from '../../images/formats.ts'

/**
 * Folders that belong to a system or a program: thumbnails of NAS boxes, recycle bins, caches, packages. Users of
 * other photo apps find these among their results (`@eaDir` most of all). Lower case; dot folders are left out anyway.
 */
const systemFolders = new Set([
  '@eadir', // Synology thumbnails
  '@tmp',
  '@recycle', // QNAP
  '#recycle', // Synology
  '#snapshot',
  '$recycle.bin',
  'recycler',
  'system volume information',
  'lost+found',
  'node_modules',
  '__macosx',
  'thumbs.db',
])

/** Folders that macOS shows as one file. Their pictures are icons, and previews of photos that lie elsewhere. */
const packageFolder = /\.(?:app|appex|bundle|framework|plugin|kext|xcassets|lrdata|lrcat-data|cocatalog)$/i

/** Of an Apple Photos library only the originals are a person's photos; the rest is previews and faces. */
const photosLibrary = /\.(?:photoslibrary|migratedphotolibrary)$/i
const originalsFolder = /^(?:originals|masters)$/i

/** Whether a scan leaves this folder out. `parent` is the name of the folder it lies in. */
export function isIgnoredFolder(name: string, parent = ''): boolean {
  if (name.startsWith('.') || systemFolders.has(name.toLowerCase()) || packageFolder.test(name)) return true
  return photosLibrary.test(parent) && !originalsFolder.test(name)
}

/** Whether a file of this name is one that a scan takes in. `._x.jpg` and its like are macOS's notes, not photos. */
export function isPhotoName(name: string): boolean {
  return !name.startsWith('.') && isPictureName(name)
}
