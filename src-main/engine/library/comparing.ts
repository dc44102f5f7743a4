import type { Catalog } from '../catalog/catalog.ts'
import { joinPath } from '../catalog/paths.ts'
import type { FoundFile, RootRow, Sidecar } from '../catalog/rows.ts'
import type { Log } from '../ports.ts'
import { hashFile } from './hash.ts'
import { stallWatch, StalledError } from './roots/stall.ts'
import type { Restamped } from './scan/settle-stamps.ts'

export interface ComparingOptions {
  readonly catalog: Catalog
  readonly log: Log
  /** A disk that is silent for so long is asked no more until the next scan. */
  readonly stallMs: number
  /** Settles when nothing more urgent is to be done: new photos come first. */
  readonly whenFree: (signal: AbortSignal) => Promise<void>
  readonly onQueueChanged: () => void
}

/**
 * Compares the content of many files with what was read of it, one file at a time. Nothing is kept of what is left: the
 * catalog holds the old time of change until a file was compared, so the next scan finds it again.
 */
export interface Comparing {
  add(root: RootRow, restamped: Restamped): void
  /** Settles when nothing is left. */
  done(): Promise<void>
  stop(): Promise<void>
}

interface Waiting {
  readonly root: RootRow
  readonly file?: FoundFile
  readonly xmp?: Sidecar
}

export function createComparing(options: ComparingOptions): Comparing {
  const { catalog, log } = options
  const waiting = new Map<string, Waiting & { readonly photoId: number }>()
  const stopping = new AbortController()
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    for (const [key, next] of waiting) {
      await options.whenFree(stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) break
      // Meanwhile a later scan may have brought another state of it.
      const one = waiting.get(key) ?? next
      waiting.delete(key)
      try {
        await compare(one.photoId, one)
      } catch (error) {
        if (stopping.signal.aborted) break
        if (error instanceof StalledError) letGo(one.root, error)
        else log('debug', `${one.root.path}: not compared: ${String(error)}`)
      }
    }
    working = null
  }

  async function compare(photoId: number, { root, file, xmp }: Waiting): Promise<void> {
    // Its metadata is read again, by the queue: the XMP file is too small to be worth comparing.
    if (xmp) {
      catalog.photos.setSidecar(photoId, xmp, true)
      return options.onQueueChanged()
    }
    if (!file) return
    const stall = stallWatch(options.stallMs)
    const path = joinPath(root.path, file.relativePath)
    const hash = await stall.unlessStalled(hashFile(path, stopping.signal, stall.beat))
    if (stopping.signal.aborted) return
    if (catalog.photos.setCompared(photoId, root.id, file, hash) === 'other') options.onQueueChanged()
  }

  function letGo(root: RootRow, error: StalledError): void {
    log('warn', `${root.path}: ${error.message}; its files are compared after the next scan`)
    for (const [key, one] of waiting) if (one.root.id === root.id) waiting.delete(key)
  }

  return {
    add: (root, { files, sidecars }) => {
      if (stopping.signal.aborted) return
      for (const { known, file } of files) waiting.set(`file ${known.id}`, { root, photoId: known.id, file })
      for (const { photoId, xmp } of sidecars) waiting.set(`xmp ${photoId}`, { root, photoId, xmp })
      if (waiting.size > 0) working ??= work()
    },
    done: async () => {
      // Another scan may have added some while the last were compared.
      for (let now = working; now; now = working) await now
    },
    stop: async () => {
      stopping.abort(new Error('the library is closing'))
      waiting.clear()
      await working
    },
  }
}
