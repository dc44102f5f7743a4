import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Engine } from '../../../engine/engine.ts'
import type { Recall, RetrievalFigures } from './report.ts'
import { measureUnrelated } from './scores.ts'
import { plainWords } from './plain-words.ts'
import { latencyOf, type Latency } from './timing.ts'

export interface Caption {
  /** The photo's file name. */
  readonly photo: string
  readonly text: string
}

const reference = z.object({
  retrieval: z.object({
    photos: z.int(),
    captions: z.int(),
    r1: z.number(),
    r5: z.number(),
    r10: z.number(),
  }),
})

/** One caption a line: the photo's file name, a tab, the text. */
export async function readCaptions(file: string): Promise<Caption[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line) => {
    const [photo, text] = line.split('\t')
    return photo && text ? [{ photo, text }] : []
  })
}

/** Asks for each caption and looks where its photo comes. The times are those of a warm query with a new text each. */
export async function measureCaptions(
  engine: Engine,
  captions: readonly Caption[],
): Promise<{ recall: Recall; unrelated: RetrievalFigures['unrelated']; query: Latency }> {
  const names = await photoNames(engine)
  const hits = { r1: 0, r5: 0, r10: 0 }
  const timesMs: number[] = []
  for (const { photo, text } of captions) {
    const startedAtMs = performance.now()
    const page = await engine.handlers['search.run']({
      query: { kind: 'words', text: plainWords(text) },
      offset: 0,
      limit: 10,
    })
    timesMs.push(performance.now() - startedAtMs)
    const place = page.photos.ids.findIndex((id) => names.get(id) === photo)
    if (place === 0) hits.r1 += 1
    if (place >= 0 && place < 5) hits.r5 += 1
    if (place >= 0) hits.r10 += 1
  }
  const idOf = new Map([...names].map(([id, name]) => [name, id]))
  const unrelated = await measureUnrelated(engine, captions, ({ photo }) => idOf.get(photo))
  const share = (count: number) => count / Math.max(1, captions.length)
  return {
    recall: { r1: share(hits.r1), r5: share(hits.r5), r10: share(hits.r10) },
    unrelated,
    // The first calls load the model.
    query: latencyOf(timesMs.slice(Math.min(20, timesMs.length >> 1))),
  }
}

/** What the model's makers measured, when it was on as many photos and captions. */
export async function compareWithReference(
  recall: Recall,
  photos: number,
  captions: number,
  modelDir: string,
): Promise<Omit<RetrievalFigures, 'unrelated'>> {
  const file = await readFile(join(modelDir, 'reference.json'), 'utf8').catch(() => '{}')
  const parsed = reference.safeParse(JSON.parse(file))
  const known = parsed.success ? parsed.data.retrieval : null
  if (!known || known.photos !== photos || known.captions !== captions) {
    return { ...recall, captions, reference: null, matches: null }
  }
  const { r1, r5, r10 } = known
  const matches = near(recall.r1, r1) && near(recall.r5, r5) && near(recall.r10, r10)
  return { ...recall, captions, reference: { r1, r5, r10 }, matches }
}

/** Within one point. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.01
}

async function photoNames(engine: Engine): Promise<Map<number, string>> {
  const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
  const names = new Map<number, string>()
  for (const photoId of ids) {
    names.set(photoId, basename((await engine.handlers['photos.details']({ photoId })).path))
  }
  return names
}
