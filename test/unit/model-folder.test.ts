import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { starterModel } from '../helpers/models.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('model')

/** A copy of the starter model's folder that may be spoiled. */
function copyOfStarter(name: string): string {
  const copy = join(dir, name)
  mkdirSync(copy)
  for (const file of ['model.json', 'tokenizer.json']) cpSync(join(starterModel, file), join(copy, file))
  for (const file of ['vision.onnx', 'text.onnx']) writeFileSync(join(copy, file), 'not empty')
  return copy
}

const broken = (file: string) =>
  expect.objectContaining({ code: 'model-broken', message: expect.stringContaining(file) })

describe('a model’s folder', () => {
  it('gives the manifest when all files are there', () => {
    expect(loadModelManifest(starterModel)).toMatchObject({ id: 'starter', embeddingSize: 384 })
    expect(loadModelManifest(copyOfStarter('whole')).image.width).toBe(224)
  })

  it('says where a missing file belongs', () => {
    const absent = join(dir, 'absent')
    expect(existsSync(absent)).toBe(false)
    expect(() => loadModelManifest(absent)).toThrow(
      expect.objectContaining({
        code: 'model-missing',
        message: expect.stringContaining(`belongs in ${absent}.`),
      }),
    )
    const copy = copyOfStarter('no-text')
    rmSync(join(copy, 'text.onnx'))
    expect(() => loadModelManifest(copy)).toThrow(
      expect.objectContaining({ code: 'model-missing', message: expect.stringContaining('text.onnx') }),
    )
  })

  it('says which file is broken', () => {
    const empty = copyOfStarter('empty')
    writeFileSync(join(empty, 'vision.onnx'), '')
    expect(() => loadModelManifest(empty)).toThrow(broken('vision.onnx'))
    const cut = copyOfStarter('cut')
    writeFileSync(join(cut, 'model.json'), '{"id": "starter", ')
    expect(() => loadModelManifest(cut)).toThrow(broken('model.json'))
    const other = copyOfStarter('other')
    writeFileSync(join(other, 'model.json'), '{"id": "../starter"}')
    expect(() => loadModelManifest(other)).toThrow(broken('model.json'))
  })

  it('says which field of model.json is wrong', () => {
    const copy = copyOfStarter('field')
    const manifest = JSON.parse(readFileSync(join(copy, 'model.json'), 'utf8')) as { image: object }
    const wrong = { ...manifest, image: { ...manifest.image, mean: [0.5, 'half', 0.5] } }
    writeFileSync(join(copy, 'model.json'), JSON.stringify(wrong))
    expect(() => loadModelManifest(copy)).toThrow(broken('image.mean.1: '))
  })
})
