import type { Hit } from '../../vectors/top-k.ts'
import type { TextHits } from './text-hits.ts'

/**
 * The constant of reciprocal rank fusion: a first place counts 1/61, a second 1/62, ... (Cormack, Clarke and Büttcher,
 * SIGIR 2009). No scores of different kinds have to be compared.
 */
const rankConstant = 60

/**
 * Puts the photos that a question's words stand in among those that look like it. They count as likely: the person typed
 * what is written there. A file whose name is what was typed comes first of all.
 */
export function fuseTexts(
  likely: readonly Hit[],
  others: readonly Hit[],
  { named, ranked }: TextHits,
  scoreOf: (photoId: number) => number,
): Hit[] {
  if (named.length === 0 && ranked.length === 0) return [...likely, ...others]
  const looks = [...likely, ...others]
  const inTexts = new Set([...named, ...ranked.flat()])
  const isFirst = new Set(likely.map(({ photoId }) => photoId))
  for (const photoId of inTexts) isFirst.add(photoId)

  const points = new Map<number, number>()
  const give = (photoId: number, rank: number) =>
    points.set(photoId, (points.get(photoId) ?? 0) + 1 / (rankConstant + rank))
  // Only what looks likely gains by its looks: else any photo with the words would come before all without.
  likely.forEach(({ photoId }, at) => give(photoId, at + 1))
  for (const list of ranked) list.forEach((photoId, at) => give(photoId, at + 1))
  const isNamed = new Set(named)
  for (const photoId of named) give(photoId, 0)

  const known = new Map(looks.map((hit) => [hit.photoId, hit]))
  const first = [...isFirst].map((photoId) => known.get(photoId) ?? { photoId, score: scoreOf(photoId) })
  const order = ({ photoId }: Hit) => (isNamed.has(photoId) ? 1 : 0) + (points.get(photoId) ?? 0)
  first.sort((a, b) => order(b) - order(a) || a.photoId - b.photoId)
  return [...first, ...others.filter(({ photoId }) => !isFirst.has(photoId))]
}
