import type { SearchBrain } from '../brain.ts'
import type { EncodedQuery } from '../looks/encode-looks.ts'
import type { Calibration } from '../rank/calibration.ts'
import { stacksOf } from '../rank/stacks.ts'

/** Near-duplicates further down are too far apart to be seen as such. */
const mostStacked = 400

/**
 * Where relatives of pictures were asked for, near-duplicates are put behind the best of them. `stackOf` is parallel to the
 * ids: the first of each one's stack.
 */
export function stackRelatives(
  brain: SearchBrain,
  { looks }: EncodedQuery,
  photoIds: readonly number[],
  calibration: Calibration,
): { readonly photoIds: readonly number[]; readonly stackOf: readonly number[] } {
  const areRelatives = looks.every(({ modality, look }) => modality === 'picture' || look.isExcluded)
  if (!areRelatives) return { photoIds, stackOf: [] }
  const first = photoIds.slice(0, mostStacked)
  const vectors = first.map((photoId) => brain.vectors.vectorOf(photoId))
  const firstOf = stacksOf(vectors, calibration)
  const stacks = new Map<number, number[]>()
  for (const [at, photoId] of first.entries()) {
    const head = firstOf[at] ?? at
    stacks.set(head, [...(stacks.get(head) ?? []), photoId])
  }
  const ordered: number[] = []
  const stackOf: number[] = []
  for (const stack of stacks.values()) {
    ordered.push(...stack)
    for (const _ of stack) stackOf.push(stack[0] as number)
  }
  const rest = photoIds.slice(mostStacked)
  return { photoIds: [...ordered, ...rest], stackOf: [...stackOf, ...rest] }
}
