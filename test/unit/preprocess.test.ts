import { describe, expect, it } from 'vitest'
import { splitEmbeddings } from '../../src-main/engine/embed/towers/embedding.ts'
import { inputLength, writePlanes, type ImageInput } from '../../src-main/engine/embed/towers/preprocess.ts'
import { reducedSide } from '../../src-main/engine/images/reduced-side.ts'

const input: ImageInput = { width: 2, height: 1, mean: [0.5, 0, 1], std: [0.25, 1, 0.5] }

describe('preprocessing', () => {
  it('writes planes of red, green and blue, each scaled by its own mean and deviation', () => {
    const batch = new Float32Array(inputLength(input))
    writePlanes(Uint8Array.of(255, 0, 51, 0, 255, 102), input, batch, 0)
    const expected = [2, -2, 0, 1, (0.2 - 1) / 0.5, (0.4 - 1) / 0.5]
    batch.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 5))
  })

  it('keeps pictures of a batch apart', () => {
    const batch = new Float32Array(2 * inputLength(input)).fill(7)
    writePlanes(Uint8Array.of(0, 0, 0, 0, 0, 0), input, batch, 1)
    expect([...batch.subarray(0, 6)]).toEqual([7, 7, 7, 7, 7, 7])
    expect([...batch.subarray(6)]).toEqual([-2, -2, 0, 0, -2, -2])
  })

  it('is (value / 255 - mean) / std for every byte, to a millionth', () => {
    const clip = { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] }
    const all = { width: 16, height: 16, mean: triple(clip.mean), std: triple(clip.std) }
    const batch = new Float32Array(inputLength(all))
    writePlanes(
      Uint8Array.from({ length: 3 * 256 }, (_, at) => Math.floor(at / 3)),
      all,
      batch,
      0,
    )
    const far = batch.filter((value, at) => {
      const [channel, byte] = [Math.floor(at / 256), at % 256]
      const exact = (byte / 255 - (clip.mean[channel] ?? 0)) / (clip.std[channel] ?? 0)
      return !(Math.abs(value - exact) < 1e-6)
    })
    expect(far).toHaveLength(0)
  })

  it('refuses pixels of another size', () => {
    expect(() => writePlanes(new Uint8Array(5), input, new Float32Array(6), 0)).toThrow('expected 6 bytes')
  })
})

function triple(values: readonly number[]): [number, number, number] {
  const [a = 0, b = 0, c = 0] = values
  return [a, b, c]
}

describe('embeddings', () => {
  it('come out at unit length', () => {
    expect(splitEmbeddings(Float32Array.of(3, 4, 0, 2), 2, 2)).toEqual([
      Float32Array.of(0.6, 0.8),
      Float32Array.of(0, 1),
    ])
  })

  it('are refused when a number is not finite or all are zero', () => {
    const output = Float32Array.of(Number.NaN, 1, Infinity, 1, 0, 0)
    expect(splitEmbeddings(output, 3, 2)).toEqual([undefined, undefined, undefined])
  })

  it('must have the size that the manifest says', () => {
    expect(() => splitEmbeddings(new Float32Array(5), 2, 3)).toThrow('returned 5 numbers')
  })
})

describe('the size to decode to', () => {
  const needed = { longest: 320, shortest: 64 }

  it('is the thumbnail where that is enough for the model', () => {
    expect(reducedSide(4000, 3000, needed)).toBe(320)
  })

  it('is larger for a panorama, whose short side the model needs', () => {
    expect(reducedSide(12_000, 1000, needed)).toBe(768)
  })

  it('never enlarges and never exceeds a bound', () => {
    expect(reducedSide(100, 50, needed)).toBe(100)
    expect(reducedSide(30_000, 10, needed)).toBe(8192)
  })
})
