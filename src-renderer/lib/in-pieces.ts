import { chunksOf } from './chunks.ts'

/** The contract's limit for one request. */
export const mostAtOnce = 100_000

interface Piece {
  readonly changed: number
  readonly stepId: number | null
}

/** Sends a change of any number of photos in pieces that the other side takes, all of them parts of one undo step. */
export async function inPieces(
  photoIds: readonly number[],
  partOf: number | undefined,
  send: (photoIds: number[], part: { readonly partOf?: number }) => Promise<Piece>,
): Promise<Piece> {
  let stepId = partOf ?? null
  let changed = 0
  for (const ids of chunksOf(photoIds, mostAtOnce)) {
    const piece = await send(ids, stepId === null ? {} : { partOf: stepId })
    changed += piece.changed
    stepId = piece.stepId
  }
  return { changed, stepId }
}
