import { describe, expect, test } from 'vitest'
import { choices } from '../../src-main/engine/switching/choice.ts'
import { modelIdProblem, parseArgs } from '../../src-preload/contract/index.ts'
import { modelManifest } from '../../src-main/engine/models/manifest.ts'
import { starterManifest } from '../helpers/model-folders.ts'

const none = [
  '../../tmp/x',
  '..',
  '.hidden',
  'a/b',
  'a\\b',
  'A',
  '',
  'a b',
  'a@b',
  'a\u0000b',
  'a\n',
  'x'.repeat(101),
  'a.',
  'a..',
  'con',
  'nul.x',
  'aux',
  'prn.tar.gz',
  'com1',
  'com9.onnx',
  'lpt0',
]

describe('what is no id of a model', () => {
  test.each(none)('is none wherever an id is read: %j', (id) => {
    expect(modelIdProblem(id)).toMatch(/\w/)
    expect(() => parseArgs('models.remove', { id })).toThrow(/^models\.remove: id: \w/)
    expect(modelManifest.safeParse({ ...starterManifest(), id }).success).toBe(false)
    const rows: Record<string, unknown> = {
      model: { id, embeddingSize: 6, space: 'starter', dir: null },
      nextModel: { id: 'tiny', embeddingSize: 6, space: id, dir: null },
    }
    const read = choices({ get: (key: string) => rows[key], set: () => {} } as never)
    expect([read.active(), read.next()]).toEqual([null, null])
  })

  test.each([
    'starter',
    'clip-vit-b32-int8',
    'siglip2.b16',
    'a',
    '0',
    'console',
    'com10',
    'aux-1',
    'nulls.x',
  ])('and what is one: %s', (id) => {
    expect(modelIdProblem(id)).toBeNull()
    expect(modelManifest.safeParse({ ...starterManifest(), id }).success).toBe(true)
  })

  test.each([
    'con',
    'nul.onnx',
    'aux.json',
    'model.json',
    'Model.JSON',
    'vision.',
    '..',
    '../x',
    'a/b',
    'x'.repeat(201),
  ])('no file of a model is called %s', (file) => {
    const manifest = starterManifest()
    expect(
      modelManifest.safeParse({ ...manifest, text: { ...manifest.text, tokenizer: file } }).success,
    ).toBe(false)
  })
})
