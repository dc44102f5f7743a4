import type { Query, SearchPage, Strictness } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { SearchBrain } from './brain.ts'
import type { LookEncoder } from './looks/encode-looks.ts'
import type { Facts } from './facts/facts.ts'
import { rankQuery } from './answer/rank-query.ts'
import type { Ranking } from './answer/ranking.ts'
import { remember } from './remember.ts'
import { wantedOf } from './wanted.ts'

export interface SearchOptions {
  readonly catalog: Catalog
  /** Asked for each query: another model may answer the next one. */
  readonly brain: () => SearchBrain
  readonly encode: LookEncoder
  readonly facts: Facts
  /** The person's setting. */
  readonly strictness: () => Strictness
}

export interface Search {
  /** Rejects with `query-not-understood`, and for one photo or picture by its id with what is wrong with it. */
  run(query: Query, offset: number, limit: number, strictness?: Strictness): Promise<SearchPage>
  /** Photos that are likely what this text means, all of them for filters alone; null when it is not understood. */
  count(text: string): Promise<number | null>
}

interface Answer {
  readonly ranking: Ranking
  readonly isBrowsing: boolean
  readonly unknownWords: readonly string[]
  readonly notes: readonly string[]
}

interface Ranked {
  readonly revision: string
  readonly k: number
  readonly ranking: Ranking
}

/** Ranked ahead, so that scrolling on does not search again; who is further down will go on further. */
const ahead = 200
const aheadShare = 0.5
const keptRankings = 20

/** Answers queries: parse, encode, rank among the photos that the filters allow, give one page. */
export function createSearch(options: SearchOptions): Search {
  const { catalog, facts } = options
  /** What was found out with one model, and is true of no other. */
  const memories = new WeakMap<SearchBrain, Map<string, Ranked>>()

  async function answer(query: Query, needed: number, strictness = options.strictness()): Promise<Answer> {
    const wanted = wantedOf(query)
    const placeNote = await facts.prepare(wanted.filters, wanted.order)
    for (;;) {
      const brain = options.brain()
      try {
        const encoded = await options.encode(wanted, brain)
        const rank = (k: number) =>
          rankQuery({ facts, texts: catalog.texts, brain, strictness }, wanted, encoded, k)
        const { unknownWords } = encoded
        const notes = placeNote === null ? encoded.notes : [placeNote, ...encoded.notes]
        const isBrowsing = wanted.looks.every((look) => look.isExcluded) && wanted.exacts.length === 0
        return {
          ranking: remembered(brain, { query, strictness }, needed, rank),
          isBrowsing,
          unknownWords,
          notes,
        }
      } catch (error) {
        // A model that was replaced in the middle of a question is no answer to it.
        if (brain === options.brain()) throw error
      }
    }
  }

  function remembered(
    brain: SearchBrain,
    asked: { readonly query: Query; readonly strictness: Strictness },
    needed: number,
    rank: (k: number) => Ranking,
  ): Ranking {
    const rankings = memories.get(brain) ?? new Map<string, Ranked>()
    memories.set(brain, rankings)
    const key = JSON.stringify(asked)
    const revision = `${facts.revision} ${brain.vectors.size}`
    const known = rankings.get(key)
    if (known?.revision === revision && (known.k >= needed || known.ranking.isWhole)) return known.ranking
    const k = needed <= ahead ? ahead : Math.ceil(needed * (1 + aheadShare))
    const ranking = rank(k)
    remember(rankings, key, { revision, k, ranking }, keptRankings)
    return ranking
  }

  return {
    run: async (query, offset, limit, strictness) => {
      const startedAtMs = performance.now()
      const { ranking, isBrowsing, unknownWords, notes } = await answer(query, offset + limit, strictness)
      const photos = catalog.photos.columnsOf(ranking.photoIds.slice(offset, offset + limit))
      const placeOf = new Map(
        ranking.photoIds.slice(offset, offset + limit).map((photoId, at) => [photoId, offset + at]),
      )
      const at = photos.ids.map((photoId) => placeOf.get(photoId) ?? 0)
      const isNamed = photos.ids.map((photoId) => ranking.named.has(photoId))
      return {
        total: ranking.total,
        offset,
        photos,
        scores: at.map((place, n) => (isNamed[n] ? null : (ranking.scores[place] ?? 0))),
        likely: at.map((place) => place < ranking.likelyTotal),
        likelyTotal: ranking.likelyTotal,
        named: isNamed,
        namedTotal: ranking.named.size,
        stackOf: at.map((place, n) => ranking.stackOf[place] ?? (photos.ids[n] as number)),
        order: ranking.order,
        isBrowsing,
        tookMs: Math.round((performance.now() - startedAtMs) * 10) / 10,
        unknownWords,
        notes,
      }
    },
    count: async (text) => {
      try {
        return (await answer({ kind: 'words', text }, 1)).ranking.likelyTotal
      } catch {
        return null
      }
    },
  }
}
