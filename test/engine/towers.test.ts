import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGraphBuilder } from '../../src-main/engine/embed/onnx/graph-builder.ts'
import { InferenceSession } from '../../src-main/engine/embed/onnx/runtime.ts'
import { writeModel } from '../../src-main/engine/embed/onnx/write-model.ts'
import { cutTower } from '../../src-main/engine/embed/towers/one-tower.ts'
import { inputBytes } from '../../src-main/engine/embed/towers/preprocess.ts'
import { openPhotoSession, openTextSession } from '../../src-main/engine/embed/towers/sessions.ts'
import { openTokenizer } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { cosine } from '../helpers/photo-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel, type TinyOptions } from '../helpers/tiny-model.ts'

const dir = tempDir('towers')

/** The embeddings of two pictures and a text by a model of these options. */
async function embeddings(name: string, options: TinyOptions) {
  const folder = join(dir, name)
  writeTinyModel(folder, options)
  const manifest = loadModelManifest(folder)
  const photos = await openPhotoSession(folder, manifest, 1)
  const words = await openTextSession(folder, manifest, 1)
  const pictures = [40, 200].map((value) =>
    new Uint8Array(inputBytes(manifest.image)).map((_, at) => (value * (at + 1)) % 256),
  )
  const [first, second] = await photos.run(pictures)
  const text = await words.run(openTokenizer(folder, manifest)('a cat'))
  await Promise.all([photos.close(), words.close()])
  if (!first || !second || !text) throw new Error('an embedding is missing')
  return { first, second, text }
}

function expectSame(one: Record<string, Float32Array>, other: Record<string, Float32Array>): void {
  for (const [name, embedding] of Object.entries(one)) {
    expect(cosine(embedding, other[name] ?? []), name).toBeGreaterThan(0.99999)
  }
}

describe('towers', () => {
  it('give the same from one file, with ids of either size, and in batches of any fixed size', async () => {
    const plain = await embeddings('plain', {})
    expect(cosine(plain.first, plain.second)).toBeLessThan(0.99)
    expectSame(plain, await embeddings('combined', { isCombined: true }))
    expectSame(plain, await embeddings('int32', { idType: 'int32' }))
    expectSame(plain, await embeddings('alone', { fixedBatch: 1 }))
    expectSame(plain, await embeddings('threes', { fixedBatch: 3 }))
  })

  it('leave padding out of a text where they are told what padding is', async () => {
    const masked = await embeddings('masked', { wantsMask: true })
    expectSame(masked, await embeddings('masked-combined', { wantsMask: true, isCombined: true }))
    const plain = await embeddings('unmasked', {})
    expect(cosine(masked.text, plain.text)).toBeLessThan(0.99)
  })

  it('are loaded alone out of a file that holds both', async () => {
    const folder = join(dir, 'both')
    writeTinyModel(folder, { isCombined: true, wantsMask: true })
    const file = readFileSync(join(folder, 'model.onnx'))
    const cut = cutTower(file, 'image_embeds')
    expect(cut?.inputs).toEqual(['pixel_values', 'input_ids', 'attention_mask'])
    const session = await InferenceSession.create(cut?.bytes ?? Buffer.of())
    expect(session.inputNames).toEqual(['pixel_values'])
    expect(session.outputNames).toEqual(['image_embeds'])
    const text = cutTower(file, 'text_embeds')
    const weights = 3 * 8 * 8 * 6 * 4
    expect(text?.bytes.length).toBeLessThan(file.length - weights)
    await session.release()
  })

  it('are not cut apart when their weights lie in another file', () => {
    const graph = createGraphBuilder()
    graph.finish(graph.add('Add', ['in', graph.constant([1], Float32Array.of(1))]), 'out')
    const shape = { type: 'float32' as const, dims: [1] }
    const file = Buffer.from(
      writeModel(graph.graph('one', [{ name: 'in', ...shape }], [{ name: 'out', ...shape }])),
    )
    expect(cutTower(file, 'out')?.bytes.length).toBe(file.length)
    // The weight's bytes (field 9, four of them) become the mark of an external tensor (field 14: 1) and a gap.
    const at = file.indexOf(Buffer.from([0x4a, 0x04, 0x00, 0x00, 0x80, 0x3f]))
    Buffer.from([0x70, 0x01, 0x4a, 0x02, 0x00, 0x00]).copy(file, at)
    expect(cutTower(file, 'out')).toBeNull()
  })
})
