import type { ParsedArgs } from '../../../src-preload/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Outcome } from './outcome.ts'
import { plural, seconds } from './output.ts'
import { unreadNote } from './reading-notes.ts'

type Query = ParsedArgs<'search.run'>['query']

interface Result {
  readonly path: string
  readonly score: number
  readonly id: number
}

/** The engine answers at most so many at once. */
const pageSize = 2_000

/** Runs a search and names the files found: the answer of `search` and `similar`. */
export async function searchOutcome(
  engine: Engine,
  asked: string,
  query: Query,
  limit: number,
): Promise<Outcome> {
  const results: Result[] = []
  let total = 0
  let tookMs = 0
  let unknownWords: readonly string[] = []
  do {
    const page = { offset: results.length, limit: Math.min(pageSize, limit - results.length) }
    const answer = await engine.handlers['search.run']({ query, ...page })
    ;({ total, unknownWords } = answer)
    tookMs += answer.tookMs
    for (const [i, id] of answer.photos.ids.entries()) {
      const { path } = await engine.handlers['photos.details']({ photoId: id })
      results.push({ path, score: answer.scores[i] ?? 0, id })
    }
    if (answer.photos.ids.length < page.limit) break
  } while (results.length < limit)
  return {
    document: { query: asked, total, tookMs, unknownWords, results },
    lines: results.map(({ score, path }) => `${score.toFixed(3).padStart(6)}  ${path}`),
    notes:
      total === 0 && engine.status().roots.length > 0
        ? ['Nothing is indexed yet: run "sightline index".']
        : [...notes(total, results.length, tookMs, unknownWords), ...unread(engine)],
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
    document: { query: asked, total: 0, tookMs: 0, unknownWords: [], results: [] },
    lines: [],
    notes: notes(0, 0, 0, []),
  }
}

function notes(total: number, shown: number, tookMs: number, unknownWords: readonly string[]): string[] {
  if (total === 0) {
    return ['Nothing is indexed yet: add a folder with "sightline add DIR", then run "sightline index".']
  }
  const unknown = unknownWords.map((word) => `"${word}"`).join(', ')
  if (unknown && shown === 0) {
    return [
      `The model does not know ${unknown}, so nothing was searched for; try an everyday word for the same thing.`,
    ]
  }
  return [
    ...(unknown ? [`The model does not know ${unknown}; the results go by the other words.`] : []),
    `${shown} of ${plural(total, 'photo')}, best first, in ${seconds(tookMs)}.`,
  ]
}
