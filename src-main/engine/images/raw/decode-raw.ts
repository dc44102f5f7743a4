import { decodeDirect } from '../decode-direct.ts'
import type { DecodedPicture } from '../decode.ts'
import type { EmbeddedNotes } from '../embedded-notes.ts'
import { failed, type PictureProblem } from '../problem.ts'
import { isLargeEnough, type NeededSize } from '../reduced-side.ts'
import { embeddedJpegs, jpegWithOrientation, type EmbeddedJpeg } from './embedded-jpegs.ts'
import { largest, rawFacts, type RawFacts } from './raw-facts.ts'
import { asTiff, rawNotes } from './raw-notes.ts'
import { plainPreview, readTiff } from './tiff-reader.ts'

/**
 * Shows a RAW file by the smallest preview in it that is large enough, else by the largest. The sensor's own data is never
 * developed.
 */
export async function decodeRaw(
  bytes: Uint8Array<ArrayBuffer>,
  needed: NeededSize,
): Promise<DecodedPicture | PictureProblem> {
  const tiff = readTiff(bytes)
  const previews = embeddedJpegs(bytes)
  const notes = notesIn(bytes, previews)
  // What the file says in its own words comes before what its EXIF blocks say.
  const blocks = tiff ? [] : [notes.exif, ...(notes.exifParts ?? [])]
  const facts = [rawFacts(bytes, tiff), ...blocks.map((block) => rawFacts(block ?? new Uint8Array()))]
  const orientation = facts.map((one) => one.orientation).find((value) => value !== undefined) ?? 1
  const size = fullSize(facts, previews)
  for (const preview of inOrder(previews, size, needed)) {
    const turned = isUprightAlready(preview, orientation, size) ? 1 : orientation
    const picture = await attempt(jpegWithOrientation(bytes, preview, turned), needed)
    if (picture) return shown(picture, size, orientation, notes)
  }
  // Some makers keep a small picture without compression in the first directory, which is how TIFF readers see the file.
  const plain = tiff && plainPreview(tiff) ? await attempt(asTiff(bytes), needed) : undefined
  if (plain) return shown(plain, size, orientation, notes)
  return failed('RAW: there is no preview in this file.')
}

async function attempt(bytes: Uint8Array, needed: NeededSize) {
  const picture = await decodeDirect(bytes, needed).catch(() => undefined)
  return picture && 'pixels' in picture ? picture : undefined
}

function shown(
  picture: { width: number; height: number; pixels: DecodedPicture['pixels'] },
  size: RawFacts['size'],
  orientation: number,
  notes: DecodedPicture['notes'],
): DecodedPicture {
  const { width, height } = size ?? picture
  const isTurned = size !== undefined && orientation >= 5
  const upright = isTurned ? { width: height, height: width } : { width, height }
  return { kind: 'decoded', format: 'raw', ...upright, pixels: picture.pixels, notes }
}

/** A preview is never larger than its picture, whatever the file says. */
function fullSize(facts: readonly RawFacts[], previews: readonly EmbeddedJpeg[]): RawFacts['size'] {
  return largest([...facts.flatMap(({ size }) => size ?? []), ...previews])
}

function notesIn(bytes: Uint8Array, previews: readonly EmbeddedJpeg[]): EmbeddedNotes {
  try {
    return rawNotes(bytes, previews)
  } catch {
    return {}
  }
}

/** Those that are large enough, smallest first; then the others, largest first. */
function inOrder(previews: readonly EmbeddedJpeg[], size: RawFacts['size'], needed: NeededSize) {
  const rising = previews.toSorted((a, b) => area(a) - area(b))
  // Small previews of another shape have black bars.
  const isAlike = (one: EmbeddedJpeg) => !size || Math.abs(ratio(one) / ratio(size) - 1) < 0.06
  const enough = rising.filter((one) => isLargeEnough(one.width, one.height, needed))
  const rest = rising.filter((one) => !enough.includes(one)).toReversed()
  const all = [...enough, ...rest]
  return [...all.filter(isAlike), ...all.filter((one) => !isAlike(one))]
}

function area({ width, height }: EmbeddedJpeg): number {
  return width * height
}

function ratio({ width, height }: { width: number; height: number }): number {
  return Math.max(width, height) / Math.min(width, height)
}

/** Some makers turn the preview and leave the sensor's data as it is. */
function isUprightAlready(preview: EmbeddedJpeg, orientation: number, size: RawFacts['size']): boolean {
  if (orientation < 5 || !size || size.width === size.height) return false
  return preview.width > preview.height !== size.width > size.height
}
