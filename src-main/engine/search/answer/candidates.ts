import type { Comparison, VectorIndex } from '../../vectors/vector-index.ts'
import { bestScenes } from './best-photos.ts'
import type { EncodedLook } from '../looks/encode-looks.ts'
import type { EverydayTexts } from '../looks/everyday.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import { backgroundOf } from '../rank/background.ts'
import { evidenceOf, isSentence, type Evidence } from '../rank/evidence.ts'
import type { LookTerm } from '../rank/term.ts'
import type { Look } from '../wanted.ts'
import { yardstickOf } from './yardstick.ts'

/** Photos with their likeness to each look. Some may not be allowed: whoever goes through them asks. */
export interface Candidates {
  readonly count: number
  readonly photoIds: Int32Array
  readonly terms: readonly LookTerm[]
  /** False: the index gave the nearest, and there are more photos that answer. */
  readonly isAll: boolean
}

/** Above this share of the library a filter leaves so many that comparing with all is as quick as picking them. */
const fewShare = 0.15
const fewAnyway = 2_000
/** Deeper into the results than this the index is no help. */
const mostFromIndex = 2_000
/** Enough to tell how the cosines of a library lie. */
const backgroundRows = 32_768
/** Followed in the index for each photo that is wanted: some are not allowed, and looks disagree about the best. */
const overFetch = 4

/** Few that are allowed: these alone; a library too large to compare with all: the nearest; else everything. */
export function candidatesFor(
  vectors: VectorIndex,
  looks: readonly EncodedLook[],
  mask: PhotoMask,
  wanted: number,
  everyday: EverydayTexts | null,
): Candidates {
  const queries = looks.map(({ embedding }) => embedding)
  if (mask.size <= Math.max(fewAnyway, vectors.size * fewShare)) return among(mask.ids())
  const nearest = wanted <= mostFromIndex ? fromIndex() : null
  if (nearest) return among(nearest, false)
  const compared = vectors.compare(queries)
  return candidates(compared, compared, true)

  function fromIndex(): Int32Array | null {
    const found = new Set<number>()
    for (const { look, embedding } of looks) {
      if (look.isExcluded) continue
      const ids = vectors.nearest(embedding, wanted * overFetch)
      if (!ids) return null
      for (const photoId of ids) if (mask.has(photoId)) found.add(photoId)
    }
    return found.size >= wanted ? Int32Array.from(found) : null
  }

  function among(photoIds: Int32Array, isAll = true): Candidates {
    // The buffers of one comparison are used again by the next.
    const background = copied(vectors.compareAmong(queries, vectors.sample()))
    return candidates(vectors.compareAmong(queries, photoIds), background, isAll)
  }

  function candidates(compared: Comparison, background: Comparison, isAll: boolean): Candidates {
    const terms = looks.map(({ look, modality, embedding }, at): LookTerm => {
      const scores = thinned(scoresIn(background, at))
      return {
        modality,
        weight: look.weight,
        isExcluded: look.isExcluded,
        scores: scoresIn(compared, at),
        background: scores,
        evidence: modality === 'text' ? evidenceFor(look, embedding, at, scores, compared, background) : null,
      }
    })
    return { count: compared.count, photoIds: compared.photoIds, terms, isAll }
  }

  /** The best of a sample and of what may be answered: a sample may have missed the few that show the thing. */
  function evidenceFor(
    look: Look,
    embedding: Float32Array,
    at: number,
    scores: Float32Array,
    compared: Comparison,
    background: Comparison,
  ): Evidence | null {
    if (!everyday) return null
    const yardstick = yardstickOf(vectors, everyday)
    const both = compared === background ? [compared] : [compared, background]
    const best = bestScenes(vectors, both, at, yardstick.sameScene)
    return evidenceOf(
      embedding,
      best,
      backgroundOf(scores),
      vectors.size,
      yardstick,
      look.kind === 'words' && isSentence(look.text),
    )
  }
}

function copied({ count, photoIds, scores }: Comparison): Comparison {
  return { count, photoIds: photoIds.slice(0, count), scores: scores.map((one) => one.slice(0, count)) }
}

function scoresIn({ scores, count }: Comparison, at: number): Float32Array {
  return (scores[at] ?? new Float32Array(count)).subarray(0, count)
}

/** Every n-th, and not always at the same place: photos may have come in turns. */
function thinned(scores: Float32Array): Float32Array {
  const step = Math.floor(scores.length / backgroundRows)
  if (step <= 1) return scores
  const some = new Float32Array(Math.floor(scores.length / step))
  for (let at = 0; at < some.length; at += 1) some[at] = scores[at * step + ((at * 7_919) % step)] as number
  return some
}
