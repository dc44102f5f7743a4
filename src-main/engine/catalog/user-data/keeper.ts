import type { Catalog } from '../catalog.ts'
import { comparedAtOnceBytes, copiesOf, newestOf, type BroughtBack } from './at-start.ts'
import { listCopies, sweepUnfinishedCopies } from './copies.ts'
import { checkCopyBeside } from './read-copy.ts'
import { isSaid, saidDigestsBeside } from './said-digest.ts'
import { writeCopy } from './write-copy.ts'

export interface KeeperOptions {
  readonly catalog: Catalog
  readonly onBroughtBack: (back: BroughtBack) => void
  readonly onTrouble: (message: string) => void
  /** How often the count of changes is looked at. */
  readonly lookEveryMs?: number
  /** A copy is written when nothing has changed for so long, ... */
  readonly quietMs?: number
  /** ... and at the latest so long after a change. */
  readonly longestMs?: number
  readonly now?: () => number
}

/** Keeps a copy of what the person said outside the catalog, not much older than a minute. */
export interface UserDataKeeper {
  /** Settles when the comparison that was left for the background is done. */
  readonly compared: Promise<void>
  /** Writes a copy unless the newest is as new as the catalog. Throws what the disk says. */
  writeNow(): Promise<void>
  /** What of the catalog differs from its copy is put right; then a copy is written, whatever there is. */
  renew(): Promise<void>
  /** Writes the last copy and ends. A disk that is full is no reason not to end. */
  stop(): Promise<void>
}

export function keepUserData(options: KeeperOptions): UserDataKeeper {
  const { catalog, lookEveryMs = 5_000, quietMs = 10_000, longestMs = 50_000 } = options
  const now = options.now ?? (() => performance.now())
  // Whether all of it is there is looked at in the background.
  let written = copiesOf(catalog.file, catalog.id)[0]?.header.changes ?? null
  let seen = { changes: changesNow(), sinceMs: now(), firstMs: now() }
  let running: Promise<void> = Promise.resolve()
  let isStopped = false
  sweepUnfinishedCopies(catalog.file)

  function changesNow(): number | null {
    return catalog.said()?.changes ?? null
  }

  async function write(): Promise<void> {
    if (changesNow() === written && written !== null) return
    written = await writeCopy(catalog.file, Date.now())
  }

  /** One after the other: a second one finds nothing left to write. */
  function writeNow(): Promise<void> {
    const next = running.then(write)
    running = next.catch(() => undefined)
    return next
  }

  async function tryToWrite(): Promise<void> {
    try {
      await writeNow()
    } catch (error) {
      // Tried again with the next look that finds it due.
      seen = { changes: changesNow(), sinceMs: now(), firstMs: now() }
      options.onTrouble(`what you said of your photos could not be copied: ${String(error)}`)
    }
  }

  function look(): void {
    try {
      const changes = changesNow()
      if (changes === written) return
      if (seen.changes === written) seen = { changes, sinceMs: now(), firstMs: now() }
      else if (changes !== seen.changes) seen = { ...seen, changes, sinceMs: now() }
      if (now() - seen.sinceMs < quietMs && now() - seen.firstMs < longestMs) return
      seen = { changes: written, sinceMs: now(), firstMs: now() }
      void tryToWrite()
    } catch (error) {
      options.onTrouble(String(error))
    }
  }

  async function compare(): Promise<void> {
    const [newest] = copiesOf(catalog.file, catalog.id)
    if (!newest) return
    const checked = await checkCopyBeside(newest.copy.path)
    if (!checked) {
      if (written === newest.header.changes) written = null
      return
    }
    // A small copy was compared before anything was asked.
    if (newest.copy.sizeBytes <= comparedAtOnceBytes || newest.header.changes !== changesNow()) return
    const { changes, digests } = await saidDigestsBeside(catalog.file)
    if (isStopped || changes !== newest.header.changes || isSaid(digests, checked.trailer)) return
    const back = catalog.mendSaid(newest.copy)
    if (back) options.onBroughtBack(back)
  }

  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  const compared = compare()
    .catch((error: unknown) => options.onTrouble(String(error)))
    // Copies lie there, and none of this catalog: it was restored, or built anew, and stands without one.
    .then(() => (written === null && listCopies(catalog.file).length > 0 ? tryToWrite() : undefined))
  return {
    compared,
    writeNow,
    renew: async () => {
      const newest = newestOf(catalog.file, catalog.id)
      const back = newest && catalog.mendSaid(newest.copy)
      if (back) options.onBroughtBack(back)
      await running
      written = null
      await writeNow()
    },
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await compared
      await tryToWrite()
    },
  }
}
