import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputLength, writePlanes } from '../../src-main/engine/embed/towers/preprocess.ts'
import { decoders, seenByModel } from '../helpers/model-inputs.ts'
import { offeredModel } from '../helpers/offered-model.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

/** JPEGs with the input tensors that torchvision made of them for CLIP. */
const reference = join(sharedData, 'clip-reference')
const isThere = existsSync(reference)
if (!isThere) console.log(`CLIP's tensors are not here (${reference}), so no preprocessing is compared.`)

const mostMeanDifference = 0.02

const { image } = offeredModel('clip-vit-b32-int8')

describe.skipIf(!isThere).each(decoders)(
  `a photo’s way to CLIP’s input by the %s decoder (${needsShared})`,
  (decoder) => {
    it('ends in the reference tensor of each photo that is decoded whole', async () => {
      const all = references()
      const seen = await seenByModel(
        decoder,
        image,
        'fast',
        all.map(({ photo }) => photo),
      )
      const rows = all.map(({ photo, tensor }, at) => {
        expect(seen[at]).toMatchObject({ decoderKind: decoder, isReduced: false })
        return { photo: basename(photo), ...differences(planesOf(seen[at]?.fast), tensor) }
      })
      tell(decoder, rows)
      expect(rows).toHaveLength(8)
      expect(rows.filter(({ mean }) => !(mean < mostMeanDifference))).toEqual([])
    })

    it('ends where Pillow takes a large photo that is decoded to a part of its pixels', async () => {
      // The most finely drawn of the real ones: leaves and gravel from above.
      const [seen] = await seenByModel(decoder, image, 'both', [
        join(sharedData, 'camera/gps-12mp/DJI_0022.JPG'),
      ])
      expect(seen).toMatchObject({ decoderKind: decoder, isReduced: true })
      const row = { photo: 'DJI_0022.JPG', ...differences(planesOf(seen?.fast), planesOf(seen?.whole)) }
      tell(decoder, [row])
      expect(row.mean).toBeLessThan(mostMeanDifference)
    })
  },
)

function planesOf(rgb: Uint8Array = new Uint8Array()): Float32Array {
  const planes = new Float32Array(inputLength(image))
  writePlanes(rgb, image, planes, 0)
  return planes
}

function tell(decoder: string, rows: readonly { photo: string; mean: number; max: number }[]): void {
  const lines = rows.map(({ photo, mean, max }) => `${mean.toFixed(4)} ${max.toFixed(3)}  ${photo}`)
  console.log([`difference per value (mean, max), ${decoder}:`, ...lines].join('\n'))
}

function references(): { photo: string; tensor: Float32Array }[] {
  const retrieval = join(reference, 'clip-retrieval')
  const several = readdirSync(join(retrieval, 'test_images')).map((name) => ({
    photo: join(retrieval, 'test_images', name),
    tensor: floats(
      readFileSync(join(retrieval, 'decoded', name.replace('.jpg', '.pixel_values_3x224x224.f32le'))),
    ),
  }))
  const npy = readFileSync(join(reference, 'preprocess', 'expected_preprocessed_image.npy'))
  // NumPy's format: a magic of 8 bytes, the length of a header in text, the header, the numbers.
  const numbers = npy.subarray(10 + npy.readUInt16LE(8))
  return [...several, { photo: join(reference, 'preprocess', 'franz-kafka.jpg'), tensor: floats(numbers) }]
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}

function differences(a: Float32Array, b: Float32Array): { mean: number; max: number } {
  let sum = 0
  let max = 0
  for (const [at, value] of a.entries()) {
    const difference = Math.abs(value - (b[at] ?? Number.NaN))
    sum += difference
    max = Math.max(max, difference)
  }
  expect(b).toHaveLength(a.length)
  return { mean: sum / a.length, max }
}
