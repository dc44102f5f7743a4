import { isPictureName } from '../../images/formats.ts'

/**
 * Folders that belong to a system or a program: thumbnails of NAS boxes, recycle bins, caches, packages. Users of
 * other photo apps find these among their results (`@eaDir` most of all). Lower case; dot folders are left out anyway.
 */
const systemFolders = new Set([
  '@eadir', // Synology thumbnails
  '@tmp',
  '@__thumb', // QNAP thumbnails
  '@recycle', // QNAP
  '#recycle', // Synology
  '#snapshot',
  '$recycle.bin',
  'recycler',
  'recycled',
  'system volume information',
  'found.000', // what Windows' disk check picks up
  'lost+found',
  'node_modules',
  'bower_components',
  '__pycache__',
  '__macosx',
  'thumbs.db',
  'appdata', // Windows: programs' own files, their caches most of all
])

/** Where browsers keep the pictures of the pages that were visited. */
const browserCaches = new Set([
  'cache2',
  'cache_data',
  'cachestorage',
  'code cache',
  'gpucache',
  'inetcache',
  'media cache',
  'service worker',
  'startupcache',
  'temporary internet files',
])

/** macOS keeps programs' files in `Library`; a folder of photos may bear that name too, these inside it do not. */
const libraryFolders = new Set(['application support', 'caches', 'containers', 'group containers', 'mail'])

/** Folders that macOS shows as one file. Their pictures are icons, and previews of photos that lie elsewhere. */
const packageFolder =
  /\.(?:app|appex|bundle|framework|plugin|kext|xcassets|xcodeproj|lrdata|lrcat-data|cocatalog)$/i

/** Of an Apple library (Photos, iPhoto, Aperture) only the originals are a person's photos; the rest is previews. */
const photosLibrary = /\.(?:photoslibrary|photolibrary|migratedphotolibrary|aplibrary)$/i
const originalsFolder = /^(?:originals|masters)$/i

/** Whether a scan leaves this folder out. `parent` is the name of the folder it lies in. */
export function isIgnoredFolder(name: string, parent = ''): boolean {
  const lower = name.toLowerCase()
  if (name.startsWith('.') || systemFolders.has(lower) || browserCaches.has(lower)) return true
  if (packageFolder.test(name) || (parent === 'Library' && libraryFolders.has(lower))) return true
  return photosLibrary.test(parent) && !originalsFolder.test(name)
}

/** Whether a file of this name is one that a scan takes in. `._x.jpg` and its like are macOS's notes, not photos. */
export function isPhotoName(name: string): boolean {
  return !name.startsWith('.') && isPictureName(name)
}
