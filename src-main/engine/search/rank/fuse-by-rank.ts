import { createTopK } from '../../vectors/top-k.ts'
import type { CombinedScores } from './combine-terms.ts'

/** Photos are named by their position, 0 to n - 1: the same as in the scores. */
export interface ListsToFuse {
  readonly count: number
  /** Null where only text is looked for. */
  readonly semantic: CombinedScores | null
  /** In whose names or texts the words occur, best first, each once. */
  readonly text: readonly number[]
  /** Whose names are the very words, best first, each once. */
  readonly exact: readonly number[]
}

export interface FusedList {
  /** The first k positions (fewer when there are no more), best first: all likely ones before all others. */
  readonly order: readonly number[]
  /** So many of all n are likely; they come first. */
  readonly likelyTotal: number
}

/** Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods". */
const rankConstant = 60
/** Places of the other list beyond this one change nothing: 1 / 1,060 is less than what neighbours in front differ by. */
const deepest = 1_000

/**
 * One ranking of two that cannot be compared by score. Names that are the very words come first; then what is likely by its
 * looks or has the words in its texts, by reciprocal ranks; then the others by looks, those without a score last. The order
 * is the same for every k.
 */
export function fuseByRank({ count, semantic, text, exact }: ListsToFuse, k: number): FusedList {
  const taken = new Uint8Array(count)
  for (const position of exact) taken[position] = 1
  const texts = text.filter((position) => taken[position] === 0)
  for (const position of texts) taken[position] = 1

  const fused = createTopK(k)
  // Only what looks likely gains by its looks: else any text match would come before any other photo.
  const isFused = semantic !== null && texts.length > 0
  const looks = placesOf(
    isFused ? ranked(semantic.scores, deepest).filter((position) => isLikely(semantic, position)) : [],
  )
  for (const [place, position] of texts.entries()) {
    fused.offer(position, share(place) + share(looks.get(position)))
  }
  const others = semantic ? ranked(semantic.scores, k, taken) : unranked(taken, k)
  const likelyOthers = others.filter((position) => isLikely(semantic, position))
  const ahead = [...looks.keys()].filter((position) => taken[position] === 1).length
  for (const [place, position] of likelyOthers.entries()) {
    fused.offer(position, share(looks.get(position) ?? place + ahead))
  }
  const likely = [...exact, ...fused.sorted().map(({ photoId }) => photoId)]
  const order = [...likely, ...others.slice(likelyOthers.length)].slice(0, k)
  return { order, likelyTotal: countLikely(semantic, taken) }
}

/** What a place in a list is worth, the first being 0. */
function share(place: number | undefined): number {
  return place === undefined ? 0 : 1 / (rankConstant + 1 + place)
}

function isLikely(semantic: CombinedScores | null, position: number): boolean {
  return semantic !== null && (semantic.scores[position] as number) >= semantic.likelyFrom
}

function placesOf(positions: readonly number[]): Map<number, number> {
  return new Map(positions.map((position, place) => [position, place]))
}

/** The best of those that are not taken, equal scores by position. */
function ranked(scores: Float32Array, k: number, taken?: Uint8Array): number[] {
  const top = createTopK(Math.min(k, scores.length))
  let { bar } = top
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number
    if (score < bar || taken?.[at] === 1) continue
    top.offer(at, score)
    bar = top.bar
  }
  return top.sorted().map(({ photoId }) => photoId)
}

function unranked(taken: Uint8Array, k: number): number[] {
  const rest: number[] = []
  for (let at = 0; at < taken.length && rest.length < k; at += 1) if (taken[at] === 0) rest.push(at)
  return rest
}

function countLikely(semantic: CombinedScores | null, taken: Uint8Array): number {
  const scores = semantic?.scores
  const from = semantic?.likelyFrom ?? Infinity
  let total = 0
  for (let at = 0; at < taken.length; at += 1) {
    if (taken[at] === 1 || (scores !== undefined && (scores[at] as number) >= from)) total += 1
  }
  return total
}
