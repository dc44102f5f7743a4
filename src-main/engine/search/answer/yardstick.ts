import type { VectorIndex } from '../../vectors/vector-index.ts'
import type { EverydayTexts } from '../looks/everyday.ts'
import type { Yardstick } from '../rank/evidence.ts'
import { dot, meanOf, moments } from '../rank/numbers.ts'

/** Enough of a library to tell how words lie to its photos. */
const photosWanted = 512
/** Found anew when the library has grown or shrunk by so much. */
const outdatedShare = 0.1
/** So far from what two photos of the library reach on average to 1. */
const wayToOne = 0.8

interface Found {
  readonly size: number
  readonly everyday: EverydayTexts
  readonly yardstick: Yardstick
}

const found = new WeakMap<VectorIndex, Found>()

/** Everyday words beside the photos of a library. Some 30 ms at first and whenever the library has changed by a tenth. */
export function yardstickOf(vectors: VectorIndex, everyday: EverydayTexts): Yardstick {
  const known = found.get(vectors)
  const { size } = vectors
  if (known?.everyday === everyday && Math.abs(size - known.size) <= known.size * outdatedShare)
    return known.yardstick
  const photos = someOf(vectors)
  const cosines = everyday.words.flatMap((word) => photos.map((photo) => dot(word, photo)))
  const likeness = photos.flatMap((photo, at) =>
    photos.slice(at + 1, at + 33).map((other) => dot(photo, other)),
  )
  const unrelated = likeness.length === 0 ? 0 : meanOf(likeness)
  const { mean, std } = moments(cosines)
  const yardstick = {
    words: everyday.words,
    company: everyday.company,
    withPhotos: { mean, std },
    sameScene: unrelated + wayToOne * (1 - unrelated),
  }
  found.set(vectors, { size, everyday, yardstick })
  return yardstick
}

/** Spread over the whole library. */
function someOf(vectors: VectorIndex): Float32Array[] {
  const sample = vectors.sample()
  const step = Math.max(1, sample.length / photosWanted)
  const count = Math.min(photosWanted, sample.length)
  return Array.from({ length: count }, (_, at) => sample[Math.floor(at * step)] as number).flatMap(
    (photoId) => vectors.vectorOf(photoId) ?? [],
  )
}
