import { maxPixels } from '../pixel-limit.ts'
import { isLargeEnough, type NeededSize } from '../reduced-side.ts'
import type { ConvertedPicture } from './convert-protocol.ts'
import { HeifError, heifCalls, type HeifCalls } from './heif-calls.ts'
import type { HeifLibrary } from './heif-library.ts'
import { heifNotes } from './heif-notes.ts'
import { PictureTooLarge } from './picture-too-large.ts'
import { plainTiff } from './plain-tiff.ts'

/** libheif's names: RGB, three or four bytes to the pixel, all in one plane. */
const rgb = 1
const chromaOf = { 3: 10, 4: 11 } as const
const interleaved = 10

/**
 * Decodes the primary picture of a HEIF file, or its thumbnail where that is large enough: an iPhone's 12 megapixels take
 * 0.9 s, its thumbnail of 320 x 240 some 10 ms. Rotation, mirror and crop of the container are applied by libheif;
 * the EXIF orientation repeats them and must not be applied again.
 */
export function convertHeif(
  library: HeifLibrary,
  bytes: Uint8Array,
  needed: NeededSize | null,
): ConvertedPicture {
  const calls = heifCalls(library)
  const context = library.heif_context_alloc()
  const file = library.malloc(bytes.byteLength)
  try {
    if (context === 0 || file === 0) throw new HeifError('out of memory')
    // The second field of the limits, 64 bits: the pixels of any picture, tiles and overlays included.
    calls.view().setBigUint64(library.heif_context_get_security_limits(context) + 8, BigInt(maxPixels), true)
    library.HEAPU8.set(bytes, file)
    calls.check((error) =>
      library.heif_context_read_from_memory_without_copy(error, context, file, bytes.byteLength, 0),
    )
    return primaryPicture(library, calls, context, needed)
  } finally {
    library.heif_context_free(context)
    library.free(file)
  }
}

function primaryPicture(
  library: HeifLibrary,
  calls: HeifCalls,
  context: number,
  needed: NeededSize | null,
): ConvertedPicture {
  let handle: number
  try {
    handle = calls.checked((error, result) =>
      library.heif_context_get_primary_image_handle(error, context, result),
    )
  } catch (error) {
    if (library.heif_context_has_sequence(context) === 0) throw error
    return firstOfSequence(library, calls, context)
  }
  try {
    const width = library.heif_image_handle_get_width(handle)
    const height = library.heif_image_handle_get_height(handle)
    if (width * height > maxPixels) throw new PictureTooLarge()
    const notes = heifNotes(library, calls, handle)
    if (!needed) return { ...notes, width, height }
    const tiff = thumbnailTiff(library, calls, handle, needed) ?? decode(library, calls, handle)
    return { ...notes, tiff, width, height }
  } finally {
    library.heif_image_handle_release(handle)
  }
}

/** The smallest thumbnail that serves, decoded; undefined when there is none or it cannot be decoded. */
function thumbnailTiff(library: HeifLibrary, calls: HeifCalls, handle: number, needed: NeededSize) {
  const ids = calls.idsOf((target, count) =>
    library.heif_image_handle_get_list_of_thumbnail_IDs(handle, target, count),
  )
  const full = shapeOf(library, handle)
  for (const id of ids) {
    let thumbnail = 0
    try {
      thumbnail = calls.checked((error, result) =>
        library.heif_image_handle_get_thumbnail(error, handle, id, result),
      )
      const shape = shapeOf(library, thumbnail)
      // A thumbnail that is turned or cropped otherwise than its picture shows something else.
      const isAlike = Math.abs(shape.width / shape.height / (full.width / full.height) - 1) < 0.05
      if (isAlike && isLargeEnough(shape.width, shape.height, needed))
        // It has the colours of its picture, whether it says so itself or not.
        return decode(library, calls, thumbnail, profileOf(library, calls, handle))
    } catch (error) {
      if (!(error instanceof HeifError)) throw error
    } finally {
      if (thumbnail !== 0) library.heif_image_handle_release(thumbnail)
    }
  }
  return undefined
}

function shapeOf(library: HeifLibrary, handle: number) {
  return {
    width: library.heif_image_handle_get_width(handle),
    height: library.heif_image_handle_get_height(handle),
  }
}

function decode(
  library: HeifLibrary,
  calls: HeifCalls,
  handle: number,
  profile?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const channels = library.heif_image_handle_has_alpha_channel(handle) ? 4 : 3
  const image = calls.checked((error, result) =>
    library.heif_decode_image(error, handle, result, rgb, chromaOf[channels], 0),
  )
  return tiffOf(library, calls, image, channels, profileOf(library, calls, handle) ?? profile)
}

/** A sequence of pictures (a burst) without a still one among them: its first frame. */
function firstOfSequence(library: HeifLibrary, calls: HeifCalls, context: number): ConvertedPicture {
  const track = library.heif_context_get_track(context, 0)
  if (track === 0) throw new HeifError('no picture in it')
  try {
    const image = calls.checked((error, result) =>
      library.heif_track_decode_next_image(error, track, result, rgb, chromaOf[3], 0),
    )
    const width = library.heif_image_get_width(image, interleaved)
    const height = library.heif_image_get_height(image, interleaved)
    return { tiff: tiffOf(library, calls, image, 3, undefined), width, height }
  } finally {
    library.heif_track_release(track)
  }
}

/** Copies a decoded image out and releases it. */
function tiffOf(
  library: HeifLibrary,
  calls: HeifCalls,
  image: number,
  channels: 3 | 4,
  icc: Uint8Array | undefined,
): Uint8Array<ArrayBuffer> {
  try {
    const width = library.heif_image_get_width(image, interleaved)
    const height = library.heif_image_get_height(image, interleaved)
    return calls.lend(4, (strideAt) => {
      const plane = library.heif_image_get_plane_readonly(image, interleaved, strideAt)
      const stride = calls.view().getInt32(strideAt, true)
      if (plane === 0 || width <= 0 || height <= 0) throw new HeifError('no pixels')
      const rowBytes = width * channels
      return plainTiff({ width, height, channels, icc }, (target) => {
        for (let row = 0; row < height; row++) {
          const start = plane + row * stride
          target.set(library.HEAPU8.subarray(start, start + rowBytes), row * rowBytes)
        }
      })
    })
  } finally {
    library.heif_image_release(image)
  }
}

function profileOf(library: HeifLibrary, calls: HeifCalls, handle: number): Uint8Array | undefined {
  const sizeBytes = library.heif_image_handle_get_raw_color_profile_size(handle)
  if (sizeBytes <= 0 || sizeBytes > 4 << 20) return undefined
  return calls.bytesOf(sizeBytes, (error, target) =>
    library.heif_image_handle_get_raw_color_profile(error, handle, target),
  )
}
