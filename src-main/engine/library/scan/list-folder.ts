import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { isCompanyName } from '../company/file-kinds.ts'
import { isPhotoName } from '../rules/built-in.ts'
import { noMediaName, rulesFileName } from '../rules/root-rules.ts'
import { joinRaw, readableName, type RawPath } from './names.ts'

/** A file of interest, by its readable name; links are told apart because their target may be a photo of the root. */
export interface ListedFile {
  readonly name: string
  readonly path: RawPath
  readonly isLink: boolean
}

export interface Listing {
  readonly folders: readonly { readonly name: string; readonly path: RawPath }[]
  readonly pictures: readonly ListedFile[]
  /** Videos and XMP files: they may belong to a picture. */
  readonly company: readonly ListedFile[]
  readonly noMedia: boolean
  readonly rulesFile: boolean
}

/**
 * Names are taken in slices, so that a folder of 100,000 files never holds up the process: `opendir` with slices
 * blocked for 3 ms, `readdir` for 109 ms.
 */
const sliceLength = 512

/** What lies in one folder, names only. Rejects as the file system does. */
export async function listFolder(path: RawPath, signal: AbortSignal, onAnswer: () => void): Promise<Listing> {
  const folders: { name: string; path: RawPath }[] = []
  const pictures: ListedFile[] = []
  const company: ListedFile[] = []
  let noMedia = false
  let rulesFile = false
  // The types know string paths and names alone; the call takes and gives bytes as well.
  const folder = (await opendir(path as string, {
    encoding: 'buffer' as 'utf8',
    bufferSize: sliceLength,
  })) as unknown as AsyncIterable<Dirent<Buffer>>
  for await (const entry of folder) {
    signal.throwIfAborted()
    onAnswer()
    const name = readableName(entry.name)
    if (entry.isDirectory()) folders.push({ name, path: joinRaw(path, entry.name) })
    if (!entry.isFile() && !entry.isSymbolicLink()) continue
    if (name === noMediaName) noMedia = true
    else if (name === rulesFileName) rulesFile = true
    const list = isPhotoName(name) ? pictures : isCompanyName(name) ? company : null
    list?.push({ name, path: joinRaw(path, entry.name), isLink: entry.isSymbolicLink() })
  }
  return { folders, pictures, company, noMedia, rulesFile }
}
