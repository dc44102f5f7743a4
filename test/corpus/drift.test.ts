import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openPhotoSession } from '../../src-main/engine/embed/towers/sessions.ts'
import { isPictureName } from '../../src-main/engine/images/formats.ts'
import { loadModelManifest } from '../../src-main/engine/models/model-folder.ts'
import { decoders, seenByModel, type SeenByModel } from '../helpers/model-inputs.ts'
import { starterModel } from '../helpers/models.ts'
import { offeredModel } from '../helpers/offered-model.ts'
import { cosine } from '../helpers/photo-workers.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

/**
 * How many pictures each has, of which all but those that nobody reads must be compared. The bounds are of this starter
 * model, to which a mean difference of 0.004 per value (below, and bound there) is up to 0.0024 in the cosine, and the
 * thumbnail inside one HEIC 0.035.
 */
const folders = [
  { folder: 'camera/gps-12mp', count: 6, unread: [], leastCosine: 0.997 },
  { folder: 'camera/exif', count: 50, unread: [], leastCosine: 0.999 },
  { folder: 'camera/orientation', count: 18, unread: [], leastCosine: 0.998 },
  { folder: 'camera/heic', count: 16, unread: ['C021.heic', 'C044.heic'], leastCosine: 0.96 },
  { folder: 'camera/raw', count: 4, unread: ['CanonRaw.cr2'], leastCosine: 0.999 },
  {
    folder: 'near-duplicates',
    count: 31,
    unread: ['ukbench09268_corrupt.jpg', 'ukbench09268_corrupt.jpg'],
    leastCosine: 0.999,
  },
]
const isThere = folders.every(({ folder }) => existsSync(join(sharedData, folder)))
if (!isThere) console.log(`The real photos are not here (${sharedData}), so no drift is measured.`)

const mostMeanDifference = 0.02

describe.skipIf(!isThere).each(decoders)(
  `the fast path of a photo by the %s decoder (${needsShared})`,
  async (decoder) => {
    const manifest = loadModelManifest(starterModel)
    const session = await openPhotoSession(starterModel, manifest, 2)
    afterAll(() => session.close())

    const cosineOf = async ({ fast, whole }: SeenByModel) => {
      const [a, b] = await session.run([fast, whole])
      return a && b ? cosine(a, b) : Number.NaN
    }

    // HEIC's own decoder is the same one beside both, and slow.
    const own = folders.filter(({ folder }) => decoder === 'native' || folder !== 'camera/heic')

    it.each(own)('ends where all of its pixels end: $folder', { timeout: 240_000 }, async (expected) => {
      const paths = picturesIn(join(sharedData, expected.folder))
      const seen = await seenByModel(decoder, manifest.image, 'both', paths)
      const found: { name: string; cosine: number }[] = []
      for (const each of seen) {
        if (each) found.push({ name: basename(each.path), cosine: await cosineOf(each) })
      }
      const cosines = found.map((each) => each.cosine)
      const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length
      console.log(
        `${decoder}, ${expected.folder}: ${found.length} photos, cosine to all pixels at least ${Math.min(...cosines).toFixed(4)}, mean ${mean.toFixed(5)}`,
      )
      expect(paths).toHaveLength(expected.count)
      expect(paths.filter((_, at) => !seen[at]).map((path) => basename(path))).toEqual(expected.unread)
      expect(found.filter((each) => !(each.cosine >= expected.leastCosine))).toEqual([])
    })

    it(
      'gives CLIP the values that all pixels give it, of photos that are decoded reduced',
      { timeout: 240_000 },
      async () => {
        const { image } = offeredModel('clip-vit-b32-int8')
        const paths = ['camera/gps-12mp', 'camera/orientation'].flatMap((at) =>
          picturesIn(join(sharedData, at)),
        )
        const seen = await seenByModel(decoder, image, 'both', paths)
        const rows = seen.flatMap((each) =>
          each?.isReduced ? { name: basename(each.path), mean: meanOf(each) } : [],
        )
        console.log(
          [
            `${decoder}, mean difference per value at 224 pixels:`,
            ...rows.map(({ name, mean }) => `${mean.toFixed(4)} ${name}`),
          ].join('\n'),
        )
        expect(rows).toHaveLength(24)
        expect(rows.filter(({ mean }) => !(mean < mostMeanDifference))).toEqual([])

        /** Per value of the tensor: bytes over 255, over the deviation. */
        function meanOf({ fast, whole }: SeenByModel): number {
          const sum = fast.reduce(
            (total, value, at) => total + Math.abs(value - (whole[at] ?? Number.NaN)),
            0,
          )
          return sum / fast.length / 255 / image.std[1]
        }
      },
    )
  },
)

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPictureName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
