import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../catalog/catalog.ts'
import type { KnownFile, RootRow } from '../catalog/rows.ts'
import { settleCompany } from './company/settle-company.ts'
import { judgeGone } from './roots/vanish.ts'
import { parentOf } from './scan/relative.ts'
import type { Scanned } from './scan/summary.ts'

export interface LeavingOptions {
  readonly catalog: Catalog
  readonly vanishWindowMs: number
  /** The library is closing. */
  readonly signal: AbortSignal
  /** Scans every root. */
  readonly lookAtAll: () => Promise<unknown>
  readonly onQueueChanged: () => void
  readonly onLibraryChanged: () => void
  /** So many files of a root are not there that the person is asked first. */
  readonly onVanished: (root: RootRow, files: number, of: number) => void
}

/** What a scan makes of files that are not there any more; `last`: all roots were looked at. */
export type Leave = (one: Scanned, look: 'first' | 'last') => Promise<void>

const goneSlice = 1_000

export function createLeaving(options: LeavingOptions): Leave {
  const { catalog, signal, onQueueChanged, onLibraryChanged, onVanished } = options
  let wholeLook = false

  /**
   * Marks files that are gone as missing. Too many are looked for once more first: in the whole root, and in all
   * others; only the last look asks the person.
   */
  async function leave(one: Scanned, look: 'first' | 'last'): Promise<void> {
    const root = catalog.roots.byId(one.root.id)
    if (!root) return
    const gone = look === 'first' ? one.suspicious : catalog.photos.stillAt(root.id, one.suspicious)
    const { whole, word } = one
    const nowMs = Date.now()
    const verdict = judgeGone(catalog, root, gone, {
      word,
      whole,
      last: look === 'last',
      windowMs: options.vanishWindowMs,
      nowMs,
    })
    // While a question waits, whatever is seen in a part of the root may be its answer.
    const isSeen = gone.length > 0 || (one.found?.files ?? 0) > 0
    const open = verdict.kind === 'ask' || (!whole && root.vanishedFiles > 0 && isSeen)
    one.suspicious = open ? gone : []
    if (open && !whole) return lookAtAll()
    await mark(one, verdict.mark, nowMs)
    const files = verdict.kind === 'ask' ? verdict.files : 0
    if (!whole || (files > 0 && look === 'first') || files === root.vanishedFiles) return
    catalog.roots.setVanished(root.id, files)
    onLibraryChanged()
    if (verdict.kind === 'ask' && root.vanishedFiles === 0) onVanished(root, files, verdict.of)
  }

  /** Deleting a folder tells so many times; one look at everything answers all. */
  function lookAtAll(): void {
    if (wholeLook) return
    wholeLook = true
    void Promise.resolve()
      .then(() => ((wholeLook = false), options.lookAtAll()))
      .catch(() => undefined)
  }

  async function mark(one: Scanned, gone: readonly KnownFile[], atMs: number): Promise<void> {
    for (let at = 0; at < gone.length; at += goneSlice) {
      signal.throwIfAborted()
      one.marked += catalog.photos.setGone(one.root.id, gone.slice(at, at + goneSlice), atMs)
      await nextTurn()
    }
    const lonely = gone.filter((row) => row.companions > 0 || row.companionOf !== null)
    const folders = new Set(lonely.map(({ relativePath }) => parentOf(relativePath)))
    const changes = await settleCompany({ catalog, rootId: one.root.id, folders, videos: null, signal })
    if (changes > 0) onQueueChanged()
  }

  return leave
}
