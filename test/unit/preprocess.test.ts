import { describe, expect, it } from 'vitest'
import { splitEmbeddings } from '../../src-main/engine/embed/towers/embedding.ts'
import { fitInto } from '../../src-main/engine/embed/towers/fit-into.ts'
import { inputLength, writePlanes, type ImageInput } from '../../src-main/engine/embed/towers/preprocess.ts'
import { resample } from '../../src-main/engine/embed/towers/resample.ts'
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

  it('has pixels to spare, and a fraction with four times as many behind it, where it is resized once more', () => {
    const model = { longest: 320, shortest: 224, isResizedAgain: true }
    // The decoder halves all of these but the last: a quarter of it has four times 224 pixels.
    expect(reducedSide(4000, 3000, model)).toBe(672)
    expect(reducedSide(4000, 2250, model)).toBe(896)
    expect(reducedSide(1800, 2700, model)).toBe(756)
    expect(reducedSide(6000, 4000, model)).toBe(756)
  })

  it('is all of a picture that is resized once more and is not large, or is a strip', () => {
    const model = { longest: 320, shortest: 224, isResizedAgain: true }
    expect(reducedSide(450, 655, model)).toBe(655)
    expect(reducedSide(1190, 890, model)).toBe(1190)
    expect(reducedSide(100, 50, model)).toBe(100)
    expect(reducedSide(30_000, 40, model)).toBe(30_000)
    // Bounded by the memory alone: 16 million pixels.
    expect(reducedSide(100_000, 800, model)).toBe(44_721)
  })

  it('never enlarges and never exceeds a bound', () => {
    expect(reducedSide(100, 50, needed)).toBe(100)
    expect(reducedSide(30_000, 10, needed)).toBe(8192)
  })
})

describe('the part of a picture that a model sees', () => {
  const square = { width: 224, height: 224 }

  it('is its middle, rounded as in training', () => {
    const fit = 'shortest-side-then-centre-crop' as const
    const into = (width: number, height: number) => fitInto({ width, height }, { ...square, fit })
    expect(into(224, 224)).toEqual({ width: 224, height: 224, left: 0, top: 0 })
    expect(into(4000, 3000)).toEqual({ width: 298, height: 224, left: 37, top: 0 })
    // 73.5 and 34.5: halves go to the even neighbour.
    expect(into(524, 316)).toEqual({ width: 371, height: 224, left: 74, top: 0 })
    expect(into(321, 421)).toEqual({ width: 224, height: 293, left: 0, top: 34 })
    expect(into(100_000, 1)).toMatchObject({ height: 224, top: 0 })
  })

  it('is all of it where it is squashed', () => {
    const squashed = { width: 224, height: 224, left: 0, top: 0 }
    expect(fitInto({ width: 4000, height: 10 }, { ...square, fit: 'squash' })).toEqual(squashed)
  })
})

const grey = (values: readonly number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value]))

describe('a picture that is smaller than the model’s input', () => {
  const part = { width: 4, height: 1, kernel: 'linear' as const }

  it('is enlarged from the middles of its pixels, without a shift', () => {
    const pixels = { data: grey([0, 100]), width: 2, height: 1 }
    const enlarged = resample(pixels, { width: 4, height: 1, left: 0, top: 0 }, part)
    expect([...enlarged]).toEqual([...grey([0, 25, 75, 100])])
  })

  it('is computed only where it is seen', () => {
    const pixels = { data: grey([10, 20, 30, 40]), width: 4, height: 1 }
    const middle = resample(pixels, { width: 800, height: 1, left: 398, top: 0 }, part)
    expect([...middle]).toEqual([...grey([25, 25, 25, 25])])
  })

  it('stays within black and white however sharp its edges are', () => {
    const pixels = { data: grey([0, 0, 255, 255]), width: 4, height: 1 }
    const sharp = { width: 16, height: 1, kernel: 'cubic' as const }
    const enlarged = resample(pixels, { width: 16, height: 1, left: 0, top: 0 }, sharp)
    expect(enlarged[0]).toBe(0)
    expect(enlarged.at(-1)).toBe(255)
    expect([...enlarged]).toEqual([...enlarged].toSorted((a, b) => a - b))
  })
})
