import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeModel } from '../../src-main/engine/embed/onnx/write-model.ts'
import { openPhotoSession, openTextSession } from '../../src-main/engine/embed/towers/sessions.ts'
import { openTokenizer } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { quantizeSigned, quantizeUnsigned } from '../../src-main/hosts/cli/bench/towers/quantize.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { textTower } from '../../src-main/hosts/cli/bench/towers/text-tower.ts'
import { writeTowers } from '../../src-main/hosts/cli/bench/towers/write-towers.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('towers')
const [exact, small] = [join(dir, 'float32'), join(dir, 'int8')]

beforeAll(async () => {
  await writeTowers(exact, { id: 'exact', shape: miniature, precision: 'float32' })
  await writeTowers(small, { id: 'small', shape: miniature, precision: 'int8' })
})

describe('towers with random weights', () => {
  it('see pictures apart, and in 8 bits almost as in 32', async () => {
    const pictures = [10, 120, 240].map((level) => striped(level))
    const [ours, theirs] = [await see(exact, pictures), await see(small, pictures)]
    ours.forEach((embedding, at) => expect(cosine(embedding, theirs[at])).toBeGreaterThan(0.99))
    expect(cosine(ours[0] ?? [], ours[2])).toBeLessThan(0.98)
    expect(ours[0]).toHaveLength(miniature.embeddingSize)
  })

  it('read texts apart by what stands before the end, with the padding that a file may insist on', async () => {
    const manifest = loadModelManifest(exact)
    const tokenize = openTokenizer(exact, manifest)
    const session = await openTextSession(exact, manifest, 1)
    const dog = tokenize('A dog on the beach')
    const bare = await session.run(dog)
    const insisting = join(dir, 'insisting')
    cpSync(exact, insisting, { recursive: true })
    const graph = textTower(miniature, 'float32', 2)
    const inputs = [{ name: 'input_ids', type: 'int64', dims: ['batch', manifest.text.maxTokens] }] as const
    writeFileSync(join(insisting, 'text.onnx'), writeModel({ ...graph, inputs }))
    const padded = await (await openTextSession(insisting, manifest, 1)).run(dog)
    expect(cosine(bare ?? [], padded)).toBeGreaterThan(0.9999)
    const other = await session.run(tokenize('Two people ride bicycles'))
    expect(cosine(bare ?? [], other)).toBeLessThan(0.999)
  })

  it('spell every text between a first and a last token', () => {
    const [start, end] = [miniature.text.vocabulary - 2, miniature.text.vocabulary - 1]
    const tokenize = openTokenizer(exact, loadModelManifest(exact))
    const { ids, used } = tokenize('Dog 漢!')
    expect(used).toBe(2 + 3 + 3 + 1)
    expect([ids[0], ids[used - 1]]).toEqual([start, end])
    expect(tokenize('cat').ids).not.toEqual(tokenize('act').ids)
    expect(Math.max(...ids.slice(1, used - 1))).toBeLessThan(start)
  })

  it('keep zero and come back within half a step after being quantized', () => {
    const matrix = Float32Array.of(-1, 0.5, 0, 0.25, 3, 0.1)
    for (const quantize of [quantizeUnsigned, quantizeSigned]) {
      const { values, scales, zeroPoints } = quantize(matrix, 2)
      const back = [...matrix].map(
        (_, at) => ((values[at] ?? 0) - (zeroPoints[at % 2] ?? 0)) * (scales[at % 2] ?? 0),
      )
      expect(back[2]).toBe(0)
      back.forEach((value, at) =>
        expect(Math.abs(value - (matrix[at] ?? 0))).toBeLessThanOrEqual((scales[at % 2] ?? 0) * 1.01),
      )
    }
  })
})

async function see(modelDir: string, pictures: readonly Uint8Array[]): Promise<Float32Array[]> {
  const session = await openPhotoSession(modelDir, loadModelManifest(modelDir), 1)
  return (await session.run(pictures)).map((embedding) => embedding ?? new Float32Array())
}

function striped(level: number): Uint8Array {
  const { side } = miniature.vision
  return Uint8Array.from({ length: 3 * side * side }, (_, at) => ((at * level) >> 3) % 256)
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number> | undefined): number {
  return Array.from(a).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0)
}
