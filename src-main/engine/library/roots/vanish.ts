import type { Catalog } from '../../catalog/catalog.ts'
import type { KnownFile, RootRow } from '../../catalog/rows.ts'

/** What is to happen with files that a scan did not find. */
export type GoneFiles =
  /** So many went at once that the person is asked; none of them is marked. */
  | { readonly kind: 'ask'; readonly files: number; readonly of: number; readonly mark: readonly KnownFile[] }
  | { readonly kind: 'mark'; readonly mark: readonly KnownFile[] }

/** `ask`: only when it is too many; `gone`, `keep`: the person has said. */
export type GoneWord = 'ask' | 'gone' | 'keep'

const tooMuch = 0.2
const atLeast = 2
/** Deleting photos one by one is a person's work; folders that go one after the other are not when they are so many. */
const atLeastInTurn = 20

/**
 * Decides whether photos are missing or the disk is. More than 20 % of a root at once is a lost partition, a sync gone
 * wrong, a wrong folder mounted: other programs have thrown libraries away for less. `windowMs`: what goes within so
 * long counts as at once, also over several scans; what was marked in it is taken back.
 */
export function judgeGone(
  catalog: Catalog,
  root: RootRow,
  gone: readonly KnownFile[],
  options: {
    readonly word: GoneWord
    /** Whether the scan looked at all of the root. */
    readonly whole: boolean
    /** Whether the person is asked by this: then what was marked within the window is taken back. */
    readonly last: boolean
    readonly windowMs: number
    readonly nowMs: number
  },
): GoneFiles {
  const { word, nowMs } = options
  const memory = goneMemory(catalog, root.id)
  if (word !== 'ask') {
    memory.write({ keptIds: word === 'keep' ? gone.map(({ id }) => id) : [], answeredAtMs: nowMs })
    return { kind: 'mark', mark: word === 'gone' ? gone : [] }
  }
  const { keptIds, answeredAtMs } = memory.read()
  const notFound = new Set(gone.map(({ id }) => id))
  // Photos that were kept and are there again may vanish another time.
  const stillKept = options.whole ? keptIds.filter((id) => notFound.has(id)) : keptIds
  if (stillKept.length < keptIds.length) memory.write({ keptIds: stillKept, answeredAtMs })
  const kept = new Set(stillKept)
  const unspoken = gone.filter(({ id }) => !kept.has(id))
  // The RAW of a photo and what a rule leaves out go with the others, but are no photos that a person would miss.
  const fresh = unspoken.filter(isPhoto)
  if (fresh.length === 0) return { kind: 'mark', mark: unspoken }
  const recent = catalog.photos.missingSince(root.id, Math.max(nowMs - options.windowMs, answeredAtMs))
  const keptPhotos = gone.filter((row) => kept.has(row.id) && isPhoto(row)).length
  const present = catalog.photos.countWanted(root.id) - keptPhotos
  const together = fresh.length + recent.length
  const atOnce = fresh.length >= atLeast && fresh.length > tooMuch * present
  const inTurn = together >= atLeastInTurn && together > tooMuch * (present + recent.length)
  if (!atOnce && !inTurn) return { kind: 'mark', mark: unspoken }
  if (options.last) catalog.photos.setFound(recent)
  return { kind: 'ask', files: together, of: present + recent.length, mark: [] }
}

function isPhoto({ companionOf, leftOut }: KnownFile): boolean {
  return companionOf === null && leftOut === null
}

/** Photos whose files are known not to be there: the person wanted them kept all the same. */
export function keptThoughGone(catalog: Catalog, rootId: number): readonly number[] {
  return goneMemory(catalog, rootId).read().keptIds
}

interface Memory {
  /** Photos that the person wants kept as they are though their files are not there. */
  readonly keptIds: readonly number[]
  readonly answeredAtMs: number
}

function goneMemory(catalog: Catalog, rootId: number): { read(): Memory; write(memory: Memory): void } {
  const key = `library.gone.${rootId}`
  return {
    read: () => {
      const value = (catalog.settings.get(key) ?? {}) as Partial<Record<keyof Memory, unknown>>
      const ids = Array.isArray(value.keptIds) ? value.keptIds.filter((id) => typeof id === 'number') : []
      return { keptIds: ids, answeredAtMs: typeof value.answeredAtMs === 'number' ? value.answeredAtMs : 0 }
    },
    write: (memory) => catalog.settings.set(key, memory),
  }
}
