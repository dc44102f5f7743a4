/**
 * Photos whose results could not be stored though neither they nor a full disk are to blame: a locked catalog, a
 * thumbnail folder without rights, too many open files. Most such trouble is over in a moment.
 */
export interface Troubles {
  /** Photos that have been tried enough for now: they wait until indexing goes on after a pause. */
  readonly aside: ReadonlySet<number>
  /** What is said about the last trouble. */
  last(): unknown
  /** Gives how long to wait before the next try; null: nothing can be stored now, and indexing has to wait. */
  met(photoId: number, error: unknown): number | null
  /** The photo was stored: writing works. */
  over(photoId: number): void
  /** All may be tried anew. */
  forget(): void
}

const triesOfOne = 3
/** So many in a row, of whatever photos, and it is not one photo's thumbnail that cannot be written. */
const triesInARow = 6
const firstWaitMs = 200

export function createTroubles(): Troubles {
  const tries = new Map<number, number>()
  const aside = new Set<number>()
  let inARow = 0
  let last: unknown = null

  return {
    aside,
    last: () => last,
    met: (photoId, error) => {
      last = error
      inARow += 1
      const tried = (tries.get(photoId) ?? 0) + 1
      tries.set(photoId, tried)
      if (tried >= triesOfOne) aside.add(photoId)
      if (inARow >= triesInARow) return null
      return tried >= triesOfOne ? 0 : firstWaitMs * 2 ** (tried - 1)
    },
    over: (photoId) => {
      inARow = 0
      tries.delete(photoId)
    },
    forget: () => {
      tries.clear()
      aside.clear()
      inARow = 0
    },
  }
}

const photosOwn = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR|MISUSE)/

/** Whether an error is the disk's or the catalog's, and says nothing about the photo. */
export function isPassing(error: unknown): boolean {
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown }
  if (typeof code !== 'string') return false
  if (code.startsWith('SQLITE_')) return !photosOwn.test(code)
  return typeof errno === 'number' && /^E[A-Z0-9]+$/.test(code)
}
