import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputLength, writePlanes } from '../../src-main/engine/embed/towers/preprocess.ts'
import { inputOf } from '../helpers/model-inputs.ts'
import { offeredModel } from '../helpers/offered-model.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

/** JPEGs with the input tensors that torchvision made of them for CLIP. */
const reference = join(sharedData, 'clip-reference')
const isThere = existsSync(reference)
if (!isThere) console.log(`CLIP's tensors are not here (${reference}), so no preprocessing is compared.`)

const mostMeanDifference = 0.02

describe.skipIf(!isThere)(`a photo’s way to CLIP’s input (${needsShared})`, () => {
  it('ends in the reference tensor of each photo, through the reduced decode', async () => {
    const { image } = offeredModel('clip-vit-b32-int8')
    const rows: string[] = []
    const tooFar: string[] = []
    for (const { photo, tensor } of references()) {
      const planes = new Float32Array(inputLength(image))
      writePlanes(await inputOf(photo, image), image, planes, 0)
      expect(tensor).toHaveLength(planes.length)
      const { mean, max } = differences(planes, tensor)
      rows.push(`${mean.toFixed(4)} ${max.toFixed(3)}  ${photo.slice(reference.length + 1)}`)
      if (!(mean < mostMeanDifference)) tooFar.push(photo)
    }
    console.log(['difference to the reference tensor (mean, max):', ...rows].join('\n'))
    expect(rows).toHaveLength(8)
    expect(tooFar).toEqual([])
  })
})

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
  return { mean: sum / a.length, max }
}
