import { CodedError, type Query, type SearchPage } from '../../../src-preload/contract/index.ts'
import { assertNever } from '../assert-never.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { QueryEncoder } from '../embed/queries/query-encoder.ts'
import type { VectorIndex } from '../vectors/vector-index.ts'
import type { FindableSet } from './findable.ts'
import type { QueryPictures } from './query-pictures.ts'

/** The model that answers, with the embeddings of its space. */
export interface SearchBrain {
  readonly vectors: VectorIndex
  encoder(): QueryEncoder
}

export interface SearchOptions {
  readonly catalog: Catalog
  /** Asked for each query: another model may answer the next one. */
  readonly brain: () => SearchBrain
  readonly pictures: QueryPictures
  readonly findable: FindableSet
}

export interface Search {
  run(query: Query, offset: number, limit: number): Promise<SearchPage>
}

interface EncodedQuery {
  readonly embedding: Float32Array
  readonly unknownWords: readonly string[]
  /** The photo that is asked about: it is not its own answer. */
  readonly except: number | null
  /** The model knows none of the words: every ranking would be noise. */
  readonly notUnderstood?: boolean
}

interface Ranking {
  readonly revision: number
  readonly k: number
  readonly hits: readonly { photoId: number; score: number }[]
}

/** What was found out with one model, and is true of no other. */
interface Memory {
  readonly rankings: Map<string, Ranking>
  readonly words: Map<string, EncodedQuery>
  /** Photos that can be found with it, as of a revision. */
  answerable: { readonly revision: number; readonly size: number; readonly count: number } | null
}

/** Ranked ahead, so that scrolling on does not search again. */
const ahead = 400
const keptRankings = 20
const keptWords = 200

/** Answers queries: encode, rank among the findable photos, give one page. */
export function createSearch(options: SearchOptions): Search {
  const { catalog, pictures, findable } = options
  const memories = new WeakMap<SearchBrain, Memory>()

  function memoryOf(brain: SearchBrain): Memory {
    const known = memories.get(brain)
    if (known) return known
    const memory: Memory = { rankings: new Map(), words: new Map(), answerable: null }
    memories.set(brain, memory)
    return memory
  }

  /** While a model is new, not all photos have been read for it. */
  function answerable(brain: SearchBrain): number {
    const memory = memoryOf(brain)
    const { revision } = findable
    const { size } = brain.vectors
    const known = memory.answerable
    if (known && known.revision === revision && known.size === size) return known.count
    const count = findable.count(brain.vectors.has)
    memory.answerable = { revision, size, count }
    return count
  }

  async function encode(brain: SearchBrain, query: Query): Promise<EncodedQuery> {
    switch (query.kind) {
      case 'words': {
        const text = query.text.trim()
        const { words } = memoryOf(brain)
        const known = words.get(text)
        if (known) return known
        const answer = await brain.encoder().words(text)
        const encoded = { ...answer, except: null, notUnderstood: knowsNothing(text, answer.unknownWords) }
        remember(words, text, encoded, keptWords)
        return encoded
      }
      case 'photo': {
        const embedding = brain.vectors.vectorOf(query.photoId)
        if (embedding) return { embedding, unknownWords: [], except: query.photoId }
        throw new CodedError(
          'not-found',
          'This photo has not been indexed yet; try again when indexing has reached it.',
        )
      }
      case 'picture':
        return {
          embedding: await pictures.embeddingOf(query.pictureId, brain),
          unknownWords: [],
          except: null,
        }
      default:
        return assertNever(query)
    }
  }

  function rank(brain: SearchBrain, query: Query, encoded: EncodedQuery, needed: number): Ranking {
    const { rankings } = memoryOf(brain)
    const key = JSON.stringify(query)
    const known = rankings.get(key)
    if (known && known.revision === findable.revision && known.k >= needed) return known
    const k = Math.max(needed, ahead)
    const allow = (photoId: number) => photoId !== encoded.except && findable.has(photoId)
    const ranking = {
      revision: findable.revision,
      k,
      hits: brain.vectors.search(encoded.embedding, { k, allow }),
    }
    remember(rankings, key, ranking, keptRankings)
    return ranking
  }

  async function answer(
    brain: SearchBrain,
    query: Query,
    offset: number,
    limit: number,
  ): Promise<SearchPage> {
    const startedAtMs = performance.now()
    const encoded = await encode(brain, query)
    const hits = encoded.notUnderstood ? [] : rank(brain, query, encoded, offset + limit).hits
    const page = hits.slice(offset, offset + limit)
    const photos = catalog.photos.columnsOf(page.map((hit) => hit.photoId))
    const scoreOf = new Map(page.map((hit) => [hit.photoId, hit.score]))
    const self =
      encoded.except !== null && findable.has(encoded.except) && brain.vectors.has(encoded.except) ? 1 : 0
    return {
      total: answerable(brain) - self,
      offset,
      photos,
      scores: photos.ids.map((id) => scoreOf.get(id) ?? 0),
      likely: photos.ids.map(() => true),
      likelyTotal: answerable(brain) - self,
      stackOf: photos.ids,
      order: 'relevance',
      isBrowsing: false,
      notes: [],
      tookMs: Math.round((performance.now() - startedAtMs) * 10) / 10,
      unknownWords: encoded.unknownWords,
    }
  }

  return {
    run: async (query, offset, limit) => {
      for (;;) {
        const brain = options.brain()
        try {
          return await answer(brain, query, offset, limit)
        } catch (error) {
          // A model that was replaced in the middle of a question is no answer to it.
          if (brain === options.brain()) throw error
        }
      }
    },
  }
}

function knowsNothing(text: string, unknownWords: readonly string[]): boolean {
  const unknown = new Set(unknownWords)
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return unknown.size > 0 && words.every((word) => unknown.has(word))
}

/** The newest entries of a map that keeps insertion order. */
function remember<K, V>(map: Map<K, V>, key: K, value: V, limit: number): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > limit && oldest !== undefined) map.delete(oldest)
}
