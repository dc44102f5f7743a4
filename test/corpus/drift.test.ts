import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openPhotoSession } from '../../src-main/engine/embed/towers/sessions.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { inputOf } from '../helpers/model-inputs.ts'
import { starterModel } from '../helpers/models.ts'
import { offeredModel } from '../helpers/offered-model.ts'
import { cosine } from '../helpers/photo-workers.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

const folders = ['camera/gps-12mp', 'camera/exif', 'camera/orientation', 'camera/heic', 'near-duplicates']
const isThere = folders.every((folder) => existsSync(join(sharedData, folder)))
if (!isThere) console.log(`The real photos are not here (${sharedData}), so no drift is measured.`)

const leastCosine = 0.99

describe.skipIf(!isThere)(`the fast path of a photo to its embedding (${needsShared})`, async () => {
  const manifest = loadModelManifest(starterModel)
  const session = await openPhotoSession(starterModel, manifest, 2)
  afterAll(() => session.close())

  /** Undefined for a file that cannot be read; that is not the question here. */
  async function drift(path: string): Promise<number | undefined> {
    try {
      const inputs = [
        await inputOf(path, manifest.image),
        await inputOf(path, manifest.image, { isWhole: true }),
      ]
      const [fast, whole] = await session.run(inputs)
      return fast && whole ? cosine(fast, whole) : Number.NaN
    } catch {
      return undefined
    }
  }

  it.each(folders)('ends where a full decode of the photo ends: %s', { timeout: 240_000 }, async (folder) => {
    const found: { name: string; cosine: number }[] = []
    for (const path of picturesIn(join(sharedData, folder))) {
      const value = await drift(path)
      if (value !== undefined) found.push({ name: basename(path), cosine: value })
    }
    const cosines = found.map((each) => each.cosine)
    const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length
    console.log(
      `${folder}: ${found.length} photos, cosine to a full decode at least ${Math.min(...cosines).toFixed(4)}, mean ${mean.toFixed(5)}`,
    )
    expect(found.length).toBeGreaterThan(5)
    const far = found.filter((each) => !(each.cosine >= leastCosine))
    expect(far).toEqual([])
  })

  it('gives CLIP nearly the values that a full decode gives it', async () => {
    const { image } = offeredModel('clip-vit-b32-int8')
    const rows: string[] = []
    const far: string[] = []
    for (const path of ['camera/gps-12mp', 'camera/exif'].flatMap((at) => picturesIn(join(sharedData, at)))) {
      const fast = await inputOf(path, image)
      const whole = await inputOf(path, image, { isWhole: true })
      const sum = fast.reduce((total, value, at) => total + Math.abs(value - (whole[at] ?? Number.NaN)), 0)
      // Per value of the tensor: bytes over 255, over the deviation of about 0.27.
      const mean = sum / fast.length / 255 / image.std[1]
      rows.push(mean.toFixed(4))
      // Where an eighth of a side is no whole number, JPEG's fraction is up to half a pixel off at the far end.
      if (!(mean < 0.05)) far.push(`${mean.toFixed(4)} ${basename(path)}`)
    }
    console.log(`mean difference at 224 pixels, ${rows.length} photos: at most ${rows.toSorted().at(-1)}`)
    expect(far).toEqual([])
  })
})

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp|heic|tiff?)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
