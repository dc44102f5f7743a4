import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tryModel } from '../../src-main/engine/embed/trials/try-model.ts'
import type { ConstantInput, ModelManifest } from '../../src-main/engine/models/manifest.ts'
import { starterModel } from '../helpers/models.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel, type TinyOptions } from '../helpers/tiny-model.ts'

const dir = tempDir('try-model')
let made = 0

const plainToken = {
  content: 'zzz',
  special: false,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
}

/** A folder with a model of which one thing is otherwise. */
function model(options: TinyOptions = {}, changes?: (manifest: ModelManifest) => object): string {
  const folder = join(dir, String(++made))
  writeTinyModel(folder, options, changes)
  return folder
}

/** The refusal of a model whose model.json was changed, or whose folder was spoiled. */
const refusal = (start: string) =>
  expect.objectContaining({
    code: 'model-refused',
    message: expect.stringMatching(new RegExp(`^${start}.*\\.$`)),
  })

const image = (manifest: ModelManifest, changes: object) => ({
  ...manifest,
  image: { ...manifest.image, ...changes },
})
const text = (manifest: ModelManifest, changes: object) => ({
  ...manifest,
  text: { ...manifest.text, ...changes },
})

describe('a model that is tried', () => {
  it('can be used when both towers answer', async () => {
    expect(await tryModel(model())).toEqual({ kind: 'try', embeddingSize: 6 })
    expect(await tryModel(starterModel)).toEqual({ kind: 'try', embeddingSize: 384 })
  })

  it.each<[string, TinyOptions]>([
    ['both towers in one file', { isCombined: true }],
    ['both towers in one file and an attention mask', { isCombined: true, wantsMask: true }],
    ['an attention mask', { wantsMask: true }],
    ['ids of 32 bits', { idType: 'int32' }],
    ['batches of one picture only', { fixedBatch: 1 }],
    ['batches of two pictures only', { fixedBatch: 2 }],
    ['outputs whose size it does not declare', { undeclared: true }],
  ])('can be used with %s', async (_, options) => {
    expect(await tryModel(model(options))).toEqual({ kind: 'try', embeddingSize: 6 })
  })

  it.each<[string, TinyOptions, string]>([
    ['image embeddings of NaN', { imageTimes: Number.NaN }, 'image.output: gives an embedding with numbers'],
    ['image embeddings of zero', { imageTimes: 0 }, 'image.output: gives an embedding with numbers'],
    ['infinite text embeddings', { textTimes: Infinity }, 'text.output: gives an embedding with numbers'],
    [
      'towers of different size',
      { imageSize: 7 },
      'embeddingSize: is 6, but vision.onnx gives embeddings of 7',
    ],
    [
      'towers of another size that is not declared',
      { textSize: 5, undeclared: true },
      'embeddingSize: is 6, but text.onnx gives embeddings of 5',
    ],
    [
      'batches of very many pictures only',
      { fixedBatch: 1_000_000 },
      'image.input: "pixel_values" takes batches of 1000000 only, and 64 is the most',
    ],
    ['pictures in grey', { channels: 1 }, 'image.layout: "pixel_values" takes \\[pictures, 1, 8, 8\\]'],
    [
      'a tokenizer for another text tower',
      { vocabulary: 12 },
      'text.tokenizer: tokenizer.json has ids up to 20, which text.onnx does not know',
    ],
    [
      'pictures that change with their company',
      { isBatchMixed: true },
      'image.output: gives other embeddings',
    ],
    ['the same embedding for every picture', { isImageDeaf: true }, 'image.output: gives the same embedding'],
    ['the same embedding for every text', { isTextDeaf: true }, 'text.output: gives the same embedding'],
  ])('is refused with %s', async (_, options, reason) => {
    await expect(tryModel(model(options))).rejects.toThrow(refusal(reason))
  })

  it.each<[string, (manifest: ModelManifest) => object, string]>([
    ['a name that is none', (m) => ({ ...m, name: '' }), 'name: '],
    ['a deviation of zero', (m) => image(m, { std: [0.5, 0, 0.5] }), 'image.std.1: '],
    ['a file outside its folder', (m) => text(m, { file: '../text.onnx' }), 'text.file: '],
    ['another size of picture', (m) => image(m, { width: 16 }), 'image.width: '],
    [
      'an input that the file has not',
      (m) => image(m, { input: 'pixels' }),
      'image.input: vision.onnx has no input',
    ],
    [
      'an output that the file has not',
      (m) => text(m, { output: 'words' }),
      'text.output: text.onnx has no output',
    ],
    ['ids of the wrong type', (m) => text(m, { type: 'int32' }), 'text.type: "input_ids" takes int64'],
    [
      'a mask that the file has not',
      (m) => text(m, { attentionMask: 'mask' }),
      'text.attentionMask: text.onnx has no',
    ],
    [
      'a constant that the file has not',
      (m) => image(m, { constants: [{ name: 'ids', type: 'int64', shape: [1], value: 0 }] }),
      'image.constants: vision.onnx has no input "ids"',
    ],
    ['another size of embedding', (m) => ({ ...m, embeddingSize: 7 }), 'embeddingSize: is 7, but'],
    [
      'a tower for two files',
      (m) => text(m, { file: 'vision.onnx' }),
      'text.input: vision.onnx has no input',
    ],
  ])('is refused when its model.json gives %s', async (_, changes, reason) => {
    await expect(tryModel(model({}, changes))).rejects.toThrow(refusal(reason))
  })

  it.each<[string, Partial<ConstantInput>, string]>([
    ['more numbers than any input takes', { shape: [4096, 4096] }, 'image.constants.0.shape: more than four'],
    ['half a token', { value: 0.5 }, 'image.constants.0.value: not a whole number'],
    [
      'a token beyond its type',
      { type: 'int32', value: 2 ** 31 },
      'image.constants.0.value: not a whole number',
    ],
  ])('is refused when a constant of its model.json has %s', async (_, changes, reason) => {
    const folder = model({ isCombined: true }, (m) =>
      image(m, { constants: m.image.constants.map((each) => ({ ...each, ...changes })) }),
    )
    await expect(tryModel(folder)).rejects.toThrow(refusal(reason))
  })

  it('is refused when a constant of its model.json has another type than the file', async () => {
    const constants = [{ name: 'attention_mask', type: 'float32', shape: [1, 1], value: 1 }]
    const folder = model({ wantsMask: true }, (m) => text(m, { attentionMask: null, constants }))
    await expect(tryModel(folder)).rejects.toThrow(
      refusal('text.constants: "attention_mask" takes int64, model.json says float32'),
    )
  })

  it('is refused when a file with both towers has not the output that its model.json gives', async () => {
    const folder = model({ isCombined: true }, (m) => text(m, { output: 'words' }))
    await expect(tryModel(folder)).rejects.toThrow(
      refusal('text.output: model.onnx has no output "words", only "image_embeds", "text_embeds"'),
    )
  })

  it('is refused when a token beside its vocabulary is one that no tower can know', async () => {
    const folder = model()
    const path = join(folder, 'tokenizer.json')
    const definition = JSON.parse(readFileSync(path, 'utf8')) as { added_tokens: object[] }
    const odd = { id: 4e18, content: 'zzz', special: false }
    const tokens = [...definition.added_tokens, { ...definition.added_tokens[0], ...odd }]
    writeFileSync(path, JSON.stringify({ ...definition, added_tokens: tokens }))
    await expect(tryModel(folder)).rejects.toThrow(refusal('text.tokenizer: tokenizer.json has ids up to 4'))
  })

  it.each<[string, (model: { vocab: unknown }, tokens: { id: number }[]) => void]>([
    ['of its vocabulary', ({ vocab }) => void Object.assign(vocab as object, { zzz: -3 })],
    ['beside its vocabulary', (_, tokens) => void tokens.push({ ...plainToken, id: -3 })],
  ])('is refused when a token %s has a number below zero', async (_, spoil) => {
    const folder = model()
    const path = join(folder, 'tokenizer.json')
    const definition = JSON.parse(readFileSync(path, 'utf8')) as {
      model: { vocab: unknown }
      added_tokens: { id: number }[]
    }
    spoil(definition.model, definition.added_tokens)
    writeFileSync(path, JSON.stringify(definition))
    await expect(tryModel(folder)).rejects.toThrow(
      refusal('text.tokenizer: tokenizer.json has the id -3, and ids begin at 0'),
    )
  })

  it('is refused when an input is given by nobody', async () => {
    const folder = model({ wantsMask: true }, (m) => text(m, { attentionMask: null }))
    await expect(tryModel(folder)).rejects.toThrow(
      refusal('text.constants: text.onnx wants an input "attention_mask" that nothing is given for'),
    )
  })

  it.each<[string, (folder: string) => void, string]>([
    ['no model.json', (at) => rmSync(join(at, 'model.json')), 'model.json: the file model.json is missing'],
    ['a torn model.json', (at) => writeFileSync(join(at, 'model.json'), '{"id": '), 'model.json: is no JSON'],
    ['a model.json of nothing', (at) => writeFileSync(join(at, 'model.json'), 'null'), 'model.json: '],
    [
      'no tokenizer',
      (at) => rmSync(join(at, 'tokenizer.json')),
      'text.tokenizer: the file tokenizer.json is missing',
    ],
    [
      'a tokenizer that is none',
      (at) => writeFileSync(join(at, 'tokenizer.json'), '{}'),
      'text.tokenizer: tokenizer.json is no tokenizer',
    ],
    [
      'a tokenizer of more than 100 MB',
      (at) => truncateSync(join(at, 'tokenizer.json'), 100_000_001),
      'text.tokenizer: tokenizer.json is no tokenizer \\(it is larger than 100 MB\\)',
    ],
    [
      'an empty tower',
      (at) => writeFileSync(join(at, 'text.onnx'), ''),
      'text.file: the file text.onnx is empty',
    ],
    [
      'a web page for a tower',
      (at) => writeFileSync(join(at, 'vision.onnx'), '<html>Not found</html>'),
      'image.file: vision.onnx cannot be loaded',
    ],
    [
      'half a tower',
      (at) => {
        const whole = readFileSync(join(at, 'vision.onnx'))
        writeFileSync(join(at, 'vision.onnx'), whole.subarray(0, whole.length / 2))
      },
      'image.file: vision.onnx cannot be loaded',
    ],
    [
      'its towers mixed up',
      (at) => copyFileSync(join(at, 'text.onnx'), join(at, 'vision.onnx')),
      'image.input: vision.onnx has no input "pixel_values"',
    ],
  ])('is refused with %s', async (_, spoil, reason) => {
    const folder = model()
    spoil(folder)
    await expect(tryModel(folder)).rejects.toThrow(refusal(reason))
  })
})
