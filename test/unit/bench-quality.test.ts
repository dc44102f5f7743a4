import { expect, it } from 'vitest'
import { answerFigures } from '../../src-main/hosts/cli/bench/quality/figures.ts'
import { halfOf, measureAbsent, measureWords } from '../../src-main/hosts/cli/bench/quality/measure.ts'
import { absentWords, presentWords } from '../../src-main/hosts/cli/bench/quality/queries.ts'
import { truthOf } from '../../src-main/hosts/cli/bench/quality/truth.ts'

const captions = [
  { photo: 'a.jpg', text: 'Two DOGS on a beach.' },
  { photo: 'a.jpg', text: 'A dog and its friend' },
  { photo: 'b.jpg', text: 'a hot-dog stand beside a piano' },
  { photo: 'c.jpg', text: 'dogged people' },
]

const ask = (words: string) =>
  Promise.resolve({ names: ['a.jpg', 'b.jpg', 'c.jpg'], likely: words === 'dog' ? 2 : 0 })

it('asks for 60 words and for 72 absent ones, each once', () => {
  expect(new Set(presentWords.map(({ word }) => word)).size).toBe(60)
  expect(new Set(absentWords.map(({ word }) => word)).size).toBe(72)
})

it('takes whole words of captions for the truth', () => {
  expect(truthOf(captions).of({ word: 'dog', means: ['dog', 'dogs'] })).toEqual(new Set(['a.jpg', 'b.jpg']))
  expect(truthOf(captions).of({ word: 'cat', means: ['cat'] })).toEqual(new Set())
})

it('compares the divider with the best cut of the same ranking', () => {
  const figures = answerFigures([true, false, true, false, false], 2, 2)
  expect(figures.averagePrecision).toBeCloseTo((1 + 2 / 3) / 2)
  expect(figures).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5 })
  expect(figures.bestF1).toBeCloseTo(0.8)
})

it('gives nothing for an empty likely set, and misses nothing behind the last result', () => {
  expect(answerFigures([true, true], 0, 2)).toMatchObject({ precision: 0, recall: 0, f1: 0, bestF1: 1 })
  expect(answerFigures([], 0, 3)).toMatchObject({ averagePrecision: 0, f1: 0, bestF1: 0 })
})

it('asks only for words that captions know, and for absent ones that they do not', async () => {
  const words = await measureWords(ask, captions)
  expect(words.map(({ word, likely, f1 }) => ({ word, likely, f1 }))).toEqual([
    { word: 'dog', likely: 2, f1: 1 },
    { word: 'people', likely: 0, f1: 0 },
    { word: 'beach', likely: 0, f1: 0 },
  ])
  const absent = await measureAbsent(ask, captions)
  expect(absent).toHaveLength(71)
  expect(absent.map(({ word }) => word)).not.toContain('piano')
  expect(halfOf(words, absent)).toMatchObject({ words: 3, absent: 71, silent: 1 })
  expect(halfOf([], [])).toMatchObject({ share: 0, silent: 0 })
})
