import { createHash, randomUUID } from 'node:crypto'
import { lstat, mkdir, open, opendir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Thumbnails by content hash, one WebP file each: moved and copied photos share theirs. A cache: any of them may
 * be deleted at any time and is made again when it is asked for.
 */
export interface ThumbnailStore {
  readonly dir: string
  /** Writes beside and renames, so that a reader never sees half a thumbnail. */
  put(contentHash: Uint8Array, webp: Uint8Array): Promise<void>
  /** Null when it is not there or empty. */
  get(contentHash: Uint8Array): Promise<Buffer | null>
  /** Hashes (hex) of all thumbnails with their sizes (0: it is not whole), and the paths of files that are none. */
  list(): Promise<{ hashes: Map<string, number>; strays: string[] }>
  remove(hashHex: string): Promise<void>
}

const fileName = /^[0-9a-f]{64}\.webp$/

export function thumbnailStore(dir: string): ThumbnailStore {
  const pathOf = (hex: string) => join(dir, hex.slice(0, 2), `${hex}.webp`)
  return {
    dir,
    put: async (contentHash, webp) => {
      const path = pathOf(hexOf(contentHash))
      // Two photos with the same content may be stored at the same moment.
      const part = `${path}.${randomUUID()}.part`
      try {
        await write(path, part, webp)
      } catch (error) {
        if (!(await clearWay(dir, path))) throw error
        await write(path, part, webp)
      }
    },
    get: async (contentHash) => {
      try {
        const bytes = await readFile(pathOf(hexOf(contentHash)))
        return isWebp(bytes) ? bytes : null
      } catch {
        return null
      }
    },
    list: () => listFolder(dir),
    remove: (hex) => rm(pathOf(hex), { force: true }),
  }
}

async function write(path: string, part: string, webp: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(part, webp)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Takes away a file in the place of a folder here, or a folder in the place of a thumbnail; false when there is none. */
async function clearWay(dir: string, path: string): Promise<boolean> {
  for (const [place, isFolder] of [
    [dir, true],
    [dirname(path), true],
    [path, false],
  ] as const) {
    const found = await lstat(place).catch(() => null)
    if (!found || found.isSymbolicLink() || found.isDirectory() === isFolder) continue
    await rm(place, { recursive: true, force: true })
    return true
  }
  return false
}

/** A short name for a thumbnail's content, for HTTP caches. */
export function thumbnailTag(contentHash: Uint8Array): string {
  return createHash('sha256').update(contentHash).digest('base64url').slice(0, 16)
}

export const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

/** A WebP says its own length, so that a truncated file is recognised without decoding it. */
function isWebp(bytes: Buffer): boolean {
  return isWebpHead(bytes, bytes.length)
}

function isWebpHead(head: Buffer, sizeBytes: number): boolean {
  return (
    sizeBytes > 12 &&
    head.toString('latin1', 0, 4) === 'RIFF' &&
    head.toString('latin1', 8, 12) === 'WEBP' &&
    head.readUInt32LE(4) + 8 <= sizeBytes
  )
}

/** Its size; 0 for a file that is no whole thumbnail, or has just gone. Its head says enough. */
async function wholeSize(path: string): Promise<number> {
  const file = await open(path).catch(() => null)
  if (!file) return 0
  try {
    const head = Buffer.alloc(12)
    await file.read(head, 0, head.length, 0)
    const { size } = await file.stat()
    return isWebpHead(head, size) ? size : 0
  } finally {
    await file.close()
  }
}

async function listFolder(dir: string): Promise<{ hashes: Map<string, number>; strays: string[] }> {
  const hashes = new Map<string, number>()
  const strays: string[] = []
  const folder = await opendir(dir, { recursive: true }).catch(() => null)
  for await (const entry of folder ?? []) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if (fileName.test(entry.name)) hashes.set(entry.name.slice(0, 64), await wholeSize(path))
    else strays.push(path)
  }
  return { hashes, strays }
}
