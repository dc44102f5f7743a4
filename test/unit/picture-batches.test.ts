import { describe, expect, it } from 'vitest'
import { pictureBatches } from '../../src-main/engine/embed/towers/picture-batches.ts'
import type { ImageInput } from '../../src-main/engine/embed/towers/preprocess.ts'

const input: ImageInput = { width: 1, height: 1, mean: [0, 0, 0], std: [1, 1, 1] }
const picture = (byte: number) => new Uint8Array(3).fill(byte)

describe("the memory of the model's input", () => {
  it('is the same for every batch of a size, and never shows an earlier picture', () => {
    const tensorOf = pictureBatches(input)
    const first = tensorOf([picture(255), picture(255)])
    expect(first.dims).toEqual([2, 3, 1, 1])
    expect([...(first.data as Float32Array)]).toEqual([1, 1, 1, 1, 1, 1])
    const smaller = tensorOf([picture(0)])
    expect([smaller.dims, ...(smaller.data as Float32Array)]).toEqual([[1, 3, 1, 1], 0, 0, 0])
    const again = tensorOf([picture(0), picture(255)])
    expect(again).toBe(first)
    expect([...(again.data as Float32Array)]).toEqual([0, 0, 0, 1, 1, 1])
  })
})
