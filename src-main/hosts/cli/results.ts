import type { ParsedArgs, SearchPage, SortOrder, Strictness } from '../../../src-preload/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Outcome } from './outcome.ts'
import { plural, seconds } from './output.ts'
import { unreadNote } from './reading-notes.ts'

type Query = ParsedArgs<'search.run'>['query']

interface Result {
  readonly path: string
  /** Null for a photo that is named so. */
  readonly score: number | null
  readonly id: number
  /** Whether it is probably what was meant, or named so; all that are come first. */
  readonly likely: boolean
  /** The words stand in its name, texts or tags, and it does not look like them. */
  readonly named: boolean
}

/** The engine answers at most so many at once. */
const pageSize = 2_000

/** Runs a search and names the files found: the answer of `search` and `similar`. */
export async function searchOutcome(
  engine: Engine,
  asked: string,
  query: Query,
  { limit, strictness }: { readonly limit: number; readonly strictness?: Strictness | undefined },
): Promise<Outcome> {
  const results: Result[] = []
  let tookMs = 0
  let answer
  do {
    const page = { offset: results.length, limit: Math.min(pageSize, limit - results.length) }
    answer = await engine.handlers['search.run']({ query, ...page, strictness })
    tookMs += answer.tookMs
    for (const [i, id] of answer.photos.ids.entries()) {
      const { path } = await engine.handlers['photos.details']({ photoId: id })
      const [likely, named] = [answer.likely[i] === true, answer.named[i] === true]
      results.push({ path, score: named ? null : (answer.scores[i] ?? 0), id, likely, named })
    }
    if (answer.photos.ids.length < page.limit) break
  } while (results.length < limit)
  const { total, likelyTotal, namedTotal, order, unknownWords } = answer
  const isNothingIndexed = engine.status().embedded === 0
  return {
    document: {
      query: asked,
      total,
      likelyTotal,
      namedTotal,
      order,
      tookMs,
      unknownWords,
      notes: answer.notes,
      results,
    },
    lines: results.map(({ score, path }) => `${(score?.toFixed(3) ?? 'named').padStart(6)}  ${path}`),
    notes: isNothingIndexed
      ? [nothingYet(engine.status().roots.length > 0)]
      : [...answer.notes, ...notes(answer, results, tookMs), ...unread(engine)],
  }
}

/** What could not be among the results. */
function unread(engine: Engine): string[] {
  const { models, notFound } = engine.models.overview()
  const active = models.find(({ role }) => role === 'active')
  return active && notFound > 0 ? [`${unreadNote(notFound, active.name)}.`] : []
}

/** The same where there is no library yet. */
export function nothingIndexed(asked: string): Outcome {
  return {
    document: {
      query: asked,
      total: 0,
      likelyTotal: 0,
      namedTotal: 0,
      order: 'relevance',
      tookMs: 0,
      unknownWords: [],
      notes: [],
      results: [],
    },
    lines: [],
    notes: [nothingYet(false)],
  }
}

function nothingYet(hasFolders: boolean): string {
  if (hasFolders) return 'Nothing is indexed yet: run "sightline index".'
  return 'Nothing is indexed yet: add a folder with "sightline add DIR", then run "sightline index".'
}

function notes(
  { total, likelyTotal, namedTotal, order, unknownWords }: SearchPage,
  results: readonly Result[],
  tookMs: number,
): string[] {
  const unknown = unknownWords.map((word) => `"${word}"`).join(', ')
  if (unknown && total === 0) {
    return [
      `The model does not know ${unknown}, and no file is called so; try an everyday word for the same thing.`,
    ]
  }
  const shown = results.length
  const likely = results.filter((result) => result.likely).length
  const said = total === 0 ? '' : likelyWords(likelyTotal - namedTotal, likely, shown, namedTotal)
  return [
    ...(unknown
      ? [`The model does not know ${unknown}; the results go by the other words and by names.`]
      : []),
    `${shown} of ${plural(total, 'photo')}, ${inOrder[order]}, in ${seconds(tookMs)}.${said}`,
  ]
}

function likelyWords(likelyTotal: number, likely: number, shown: number, namedTotal: number): string {
  if (likelyTotal === 0 && namedTotal === 0) return ' None is likely to be what you mean.'
  if (likelyTotal === 0) return ` ${plural(namedTotal, 'photo')} named so; none looks like it.`
  return likely < shown ? ` The first ${likely} are likely what you mean, the others less so.` : ''
}

const inOrder: Record<SortOrder, string> = {
  relevance: 'best first',
  newest: 'newest first',
  oldest: 'oldest first',
  name: 'by name',
}
