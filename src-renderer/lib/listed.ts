import type { PhotoColumns } from '../../src-preload/contract/photos.ts'
import type { Listing } from './query-state.ts'

/** What of a listing is on screen, as one list: photos that lie behind another in a folded stack are not in it. */
export interface Listed {
  readonly photos: PhotoColumns
  /** How many of the photos, from the first on, are likely meant; null where that is no question. */
  readonly likelyCount: number | null
  /** By id, the photos that have near-duplicates. */
  readonly stacks: ReadonlyMap<number, StackPlace>
  /** Photos that lie in folded stacks. */
  readonly foldedCount: number
}

/** A photo's place in its stack of near-duplicates. */
export interface StackPlace {
  /** What the stack is known by: see `SearchPage.stackOf`. */
  readonly stackId: number
  /** The photo that stands for the stack: the first that is still there. */
  readonly firstId: number
  readonly size: number
  readonly isOpen: boolean
}

const noStacks: ReadonlyMap<number, StackPlace> = new Map()

/** Folds the stacks of a listing, but for those that were opened: their photos follow the first of them. */
export function listedOf(listing: Listing, openStacks: ReadonlySet<number>): Listed {
  const { photos, stackOf } = listing
  const likelyInAll = likelyIn(listing)
  const stacks = stacksOf(photos.ids, stackOf)
  if (stacks.size === 0) return { photos, likelyCount: likelyInAll, stacks: noStacks, foldedCount: 0 }

  const places = new Map<number, StackPlace>()
  const order: number[] = []
  let likelyCount = 0
  photos.ids.forEach((id, index) => {
    const stackId = stackOf?.[index] ?? id
    const members = stacks.get(stackId) ?? [index]
    if (members[0] !== index) return
    const isOpen = openStacks.has(stackId)
    const shown = isOpen ? members : [index]
    for (const one of shown) order.push(one)
    // A stack stays together on the side of the divider where its first photo stands.
    if (likelyInAll !== null && index < likelyInAll) likelyCount += shown.length
    if (members.length === 1) return
    const place = { stackId, firstId: id, size: members.length, isOpen }
    for (const member of shown) places.set(photos.ids[member] ?? 0, place)
  })
  return {
    photos: picked(photos, order),
    likelyCount: likelyInAll === null ? null : likelyCount,
    stacks: places,
    foldedCount: photos.ids.length - order.length,
  }
}

/** Near-duplicates that lie behind these photos and are not meant with them. */
export function foldedBehind(listed: Listed, photoIds: Iterable<number>): number {
  let count = 0
  if (listed.stacks.size === 0) return count
  for (const id of photoIds) {
    const place = listed.stacks.get(id)
    if (place && !place.isOpen) count += place.size - 1
  }
  return count
}

function likelyIn({ likely }: Listing): number | null {
  if (likely === null) return null
  const at = likely.indexOf(false)
  return at < 0 ? likely.length : at
}

/** Indexes of the photos of each stack that holds more than one. */
function stacksOf(ids: readonly number[], stackOf: readonly number[] | null): Map<number, number[]> {
  const all = new Map<number, number[]>()
  if (stackOf === null || stackOf.every((stackId, index) => stackId === ids[index])) return all
  stackOf.forEach((stackId, index) => {
    const members = all.get(stackId)
    if (members) members.push(index)
    else all.set(stackId, [index])
  })
  for (const [stackId, members] of all) if (members.length < 2) all.delete(stackId)
  return all
}

function picked(photos: PhotoColumns, order: readonly number[]): PhotoColumns {
  const pick = (column: readonly number[]) => order.map((index) => column[index] ?? 0)
  return {
    ids: pick(photos.ids),
    widths: pick(photos.widths),
    heights: pick(photos.heights),
    colours: pick(photos.colours),
    takenAtMs: pick(photos.takenAtMs),
    rootIds: pick(photos.rootIds),
    flags: pick(photos.flags),
  }
}
