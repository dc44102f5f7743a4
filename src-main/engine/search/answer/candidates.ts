import type { Comparison, VectorIndex } from '../../vectors/vector-index.ts'
import { evidenceAmong } from './best-photos.ts'
import type { EncodedLook } from '../looks/encode-looks.ts'
import type { PhotoMask } from '../facts/photo-mask.ts'
import type { LookTerm } from '../rank/term.ts'

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
  everyday: Float32Array | null,
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
    const terms = looks.map(({ look, modality, encoded }, at) => ({
      modality,
      weight: look.weight,
      isExcluded: look.isExcluded,
      scores: scoresIn(compared, at),
      background: thinned(scoresIn(background, at)),
      evidence: modality === 'text' ? evidenceAmong(vectors, encoded, background, at, everyday) : null,
    }))
    return { count: compared.count, photoIds: compared.photoIds, terms, isAll }
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
