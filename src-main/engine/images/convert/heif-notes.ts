import type { EmbeddedNotes } from '../embedded-notes.ts'
import { HeifError, type HeifCalls } from './heif-calls.ts'
import type { HeifLibrary } from './heif-library.ts'

/** Larger blocks are left aside: nothing worth reading is that long. */
const longestBlockBytes = 16 << 20

/** The EXIF and XMP blocks of a HEIF picture. */
export function heifNotes(library: HeifLibrary, calls: HeifCalls, handle: number): EmbeddedNotes {
  const ids = calls.idsOf((target, count) =>
    library.heif_image_handle_get_list_of_metadata_block_IDs(handle, 0, target, count),
  )
  let exif: Uint8Array | undefined
  let xmp: Uint8Array | undefined
  for (const id of ids) {
    const type = calls.textAt(library.heif_image_handle_get_metadata_type(handle, id))
    const contentType = calls.textAt(library.heif_image_handle_get_metadata_content_type(handle, id))
    if (type === 'Exif') exif ??= tiffBlock(read(id))
    else if (type === 'mime' && contentType === 'application/rdf+xml') xmp ??= read(id)
  }
  return { exif, xmp }

  function read(id: number): Uint8Array | undefined {
    const sizeBytes = library.heif_image_handle_get_metadata_size(handle, id)
    if (sizeBytes <= 0 || sizeBytes > longestBlockBytes) return undefined
    try {
      return calls.bytesOf(sizeBytes, (error, target) =>
        library.heif_image_handle_get_metadata(error, handle, id, target),
      )
    } catch (error) {
      if (error instanceof HeifError) return undefined
      throw error
    }
  }
}

/** Four bytes before it say where in the block the TIFF header begins. */
function tiffBlock(block: Uint8Array | undefined): Uint8Array | undefined {
  if (!block || block.byteLength < 12) return undefined
  const start = 4 + new DataView(block.buffer, block.byteOffset).getUint32(0)
  return start < block.byteLength ? block.subarray(start) : undefined
}
