import type { Caption } from '../captions.ts'
import type { Recall } from '../report.ts'
import type { Ask } from './ask.ts'
import { answerFigures } from './figures.ts'
import { absentWords, presentWords } from './queries.ts'
import type { AbsentFigures, HalfFigures, WordFigures } from './report.ts'
import { truthOf } from './truth.ts'

/** Where the photo of each caption comes. */
export async function measureRecall(ask: Ask, captions: readonly Caption[]): Promise<Recall> {
  const places: number[] = []
  for (const { photo, text } of captions) places.push((await ask(text, 10)).names.indexOf(photo))
  const share = (within: number) =>
    places.filter((place) => place >= 0 && place < within).length / Math.max(1, captions.length)
  return { r1: share(1), r5: share(5), r10: share(10) }
}

/** Words that no caption has say nothing here. */
export async function measureWords(ask: Ask, captions: readonly Caption[]): Promise<WordFigures[]> {
  const truth = truthOf(captions)
  const figures: WordFigures[] = []
  for (const [at, query] of presentWords.entries()) {
    const relevant = truth.of(query)
    if (relevant.size === 0) continue
    const { names, likely } = await ask(query.word, 100_000)
    const answers = names.map((name) => relevant.has(name))
    figures.push({
      word: query.word,
      isHeldOut: isHeldOut(at),
      relevant: relevant.size,
      likely,
      ...answerFigures(answers, likely, relevant.size),
    })
  }
  return figures
}

export interface Halves {
  readonly words: readonly WordFigures[]
  readonly absent: readonly AbsentFigures[]
  readonly tuned: HalfFigures
  readonly heldOut: HalfFigures
}

/** All words, those that are in the photos and those that are not. */
export async function measureHalves(ask: Ask, captions: readonly Caption[]): Promise<Halves> {
  const words = await measureWords(ask, captions)
  const absent = await measureAbsent(ask, captions)
  const half = (isInHalf: boolean) =>
    halfOf(
      words.filter((figures) => figures.isHeldOut === isInHalf),
      absent.filter((figures) => figures.isHeldOut === isInHalf),
    )
  return { words, absent, tuned: half(false), heldOut: half(true) }
}

/** A word that does occur in a caption is no absent one. */
export async function measureAbsent(ask: Ask, captions: readonly Caption[]): Promise<AbsentFigures[]> {
  const truth = truthOf(captions)
  const figures: AbsentFigures[] = []
  for (const [at, query] of absentWords.entries()) {
    if (truth.of(query).size > 0) continue
    const { likely } = await ask(query.word, 100_000)
    figures.push({ word: query.word, isHeldOut: isHeldOut(at), likely })
  }
  return figures
}

/** The halves are of equal frequency, because the words stand roughly in that order. */
function isHeldOut(at: number): boolean {
  return at % 2 === 1
}

/** Of fewer photos nobody can say much. */
const fewestToSpeak = 3

export function halfOf(words: readonly WordFigures[], absent: readonly AbsentFigures[]): HalfFigures {
  const mean = (pick: (figures: WordFigures) => number) =>
    words.reduce((sum, figures) => sum + pick(figures), 0) / Math.max(1, words.length)
  const common = words.filter(({ relevant }) => relevant >= fewestToSpeak)
  const f1 = mean((figures) => figures.f1)
  const bestF1 = mean((figures) => figures.bestF1)
  return {
    words: words.length,
    averagePrecision: mean((figures) => figures.averagePrecision),
    precision: mean((figures) => figures.precision),
    recall: mean((figures) => figures.recall),
    f1,
    bestF1,
    share: bestF1 === 0 ? 0 : f1 / bestF1,
    speaks: common.filter(({ likely }) => likely > 0).length / Math.max(1, common.length),
    absent: absent.length,
    silent: absent.filter(({ likely }) => likely === 0).length / Math.max(1, absent.length),
  }
}
