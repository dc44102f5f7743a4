import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTokenizer } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { modelsDir } from '../helpers/models.ts'
import { offeredModel } from '../helpers/offered-model.ts'

const starter = join(modelsDir, 'starter')
const manifest = loadModelManifest(starter)
const tokenize = openTokenizer(starter, manifest)
const { unknownId, endId, maxTokens } = manifest.text

describe('the starter model’s tokenizer', () => {
  it('reads words whatever their case and what stands between them', () => {
    expect(tokenize('Two DOGS  on a\nbeach').ids).toEqual(tokenize('two dogs on a beach').ids)
    expect(tokenize('Café').ids).toEqual(tokenize('cafe').ids)
    expect(tokenize('two dogs').unknownWords).toEqual([])
  })

  it('spells words that it has never seen from pieces, and names what it has no pieces for, once each', () => {
    expect(tokenize('a Zzyzx on a café').unknownWords).toEqual([])
    expect(tokenize('zzyzx').ids.length).toBeGreaterThan(5)
    expect(tokenize('a 猫 on a sofa with a 猫').unknownWords).toEqual(['猫'])
  })

  it('names an emoji as unknown only when nothing else was typed', () => {
    expect(tokenize(' 🐶 ').unknownWords).toEqual(['🐶'])
    // A heart with the mark that says how it is drawn.
    expect(tokenize('❤️').unknownWords).toEqual(['❤️'])
    expect(tokenize('🐶 dog').unknownWords).toEqual([])
  })

  it('gives a text of nothing its frame, and one of strange signs the unknown token', () => {
    for (const text of ['', '   ']) expect(tokenize(text).ids).toEqual([101, endId])
    expect(tokenize('🐶').ids).toEqual([101, unknownId, endId])
    expect(tokenize('').unknownWords).toEqual([])
  })

  it('cuts texts longer than the model reads, and ends them', () => {
    const { ids } = tokenize('dog '.repeat(500))
    expect(ids).toHaveLength(maxTokens)
    expect(ids.at(-1)).toBe(endId)
  })
})

const padding = (used: number) => Array.from({ length: 64 - used }, () => 0)

describe('SigLIP2’s rules', () => {
  // A few pieces in the shape of SigLIP2's tokenizer.json, made by hand: bytes for unknown letters, an end, no begin.
  const fixture = join(import.meta.dirname, '../fixtures/siglip2-rules')
  const read = openTokenizer(fixture, offeredModel('siglip2-b16-224-int8'))
  const end = 1

  it('are lower case, an end and padding up to 64', () => {
    expect(read('A cat')).toEqual({ ids: [8, 18, end, ...padding(3)], used: 3, unknownWords: [] })
    expect(read('a CAT').ids).toEqual(read('a cat').ids)
    expect(read('É').ids).toEqual([4, 6, end, ...padding(3)])
    expect(read('')).toEqual({ ids: [end, ...padding(1)], used: 1, unknownWords: [] })
  })

  it('keep the end of a text that is too long', () => {
    const { ids, used } = read('dog '.repeat(80).trim())
    expect([ids.length, used]).toEqual([64, 64])
    expect(ids.slice(-3)).toEqual([19, 19, end])
  })

  it('know the highest id that a text can have', () => {
    expect(read.highestId()).toBe(20)
  })
})
