import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTokenizer } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { modelsDir } from '../helpers/models.ts'

const starter = join(modelsDir, 'starter')
const manifest = loadModelManifest(starter)
const tokenize = openTokenizer(starter, manifest)
const { unknownId, maxTokens } = manifest.text

describe('the starter model’s tokenizer', () => {
  it('reads words whatever their case and what stands between them', () => {
    expect(tokenize('Two DOGS,on a—beach!').ids).toEqual(tokenize('two dogs on a beach').ids)
    expect(tokenize('two dogs').unknownWords).toEqual([])
  })

  it('names the words that the model has never seen, as typed and once each', () => {
    expect(tokenize('a Zzyzx on a zzyzx with Qwrtz, Qwrtz!').unknownWords).toEqual([
      'Zzyzx',
      'zzyzx',
      'Qwrtz',
    ])
    expect(tokenize('café').unknownWords).toEqual(['café'])
    expect(tokenize('a 猫 on a sofa').unknownWords).toEqual(['猫'])
  })

  it('names an emoji as unknown only when nothing else was typed', () => {
    expect(tokenize(' 🐶 ').unknownWords).toEqual(['🐶'])
    expect(tokenize('🐶 dog').unknownWords).toEqual([])
  })

  it('gives a text without words the unknown token', () => {
    for (const text of ['', '   ', '🐶', '...']) expect(tokenize(text).ids).toEqual([unknownId])
    expect(tokenize('').unknownWords).toEqual([])
  })

  it('cuts texts longer than the model reads', () => {
    expect(tokenize('dog '.repeat(500)).ids).toHaveLength(maxTokens)
  })
})
