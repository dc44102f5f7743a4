import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The C interface of libheif as its WebAssembly build exports it: pointers are numbers. */
export interface HeifLibrary {
  readonly HEAPU8: Uint8Array
  malloc(sizeBytes: number): number
  free(pointer: number): void
  heif_context_alloc(): number
  heif_context_free(context: number): void
  heif_context_get_security_limits(context: number): number
  heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    bytes: number,
    size: number,
    options: number,
  ): void
  heif_context_get_primary_image_handle(error: number, context: number, handle: number): void
  heif_context_has_sequence(context: number): number
  heif_context_get_track(context: number, id: number): number
  heif_track_release(track: number): void
  heif_track_decode_next_image(
    error: number,
    track: number,
    image: number,
    colours: number,
    chroma: number,
    options: number,
  ): void
  heif_image_handle_release(handle: number): void
  heif_image_handle_get_width(handle: number): number
  heif_image_handle_get_height(handle: number): number
  heif_image_handle_get_ispe_width(handle: number): number
  heif_image_handle_get_ispe_height(handle: number): number
  heif_image_handle_has_alpha_channel(handle: number): number
  heif_image_handle_get_list_of_thumbnail_IDs(handle: number, ids: number, count: number): number
  heif_image_handle_get_thumbnail(error: number, handle: number, id: number, thumbnail: number): void
  heif_image_handle_get_list_of_metadata_block_IDs(
    handle: number,
    type: number,
    ids: number,
    count: number,
  ): number
  heif_image_handle_get_metadata_type(handle: number, id: number): number
  heif_image_handle_get_metadata_content_type(handle: number, id: number): number
  heif_image_handle_get_metadata_size(handle: number, id: number): number
  heif_image_handle_get_metadata(error: number, handle: number, id: number, target: number): void
  heif_image_handle_get_raw_color_profile_size(handle: number): number
  heif_image_handle_get_raw_color_profile(error: number, handle: number, target: number): void
  heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colours: number,
    chroma: number,
    options: number,
  ): void
  heif_image_get_width(image: number, channel: number): number
  heif_image_get_height(image: number, channel: number): number
  heif_image_get_plane_readonly(image: number, channel: number, stride: number): number
  heif_image_release(image: number): void
}

/** Loads libheif with its HEVC decoder; some 40 ms. */
export async function loadHeifLibrary(): Promise<HeifLibrary> {
  const require = createRequire(import.meta.url)
  const wasmBinary = await readFile(require.resolve('libheif-js/libheif-wasm/libheif.wasm'))
  const make = require('libheif-js/libheif-wasm/libheif.js') as (options: object) => Record<string, unknown>
  const made = make({ wasmBinary, print: silence, printErr: silence })
  // The C functions bear an underscore; what has none is a wrapping with fewer abilities.
  const functions = Object.entries(made)
    .filter(([name]) => /^_(?:heif_|malloc$|free$)/.test(name))
    .map(([name, call]) => [name.slice(1), call] as const)
  // The view of the memory is another one after every growth.
  const memory = { get: () => made['HEAPU8'], enumerable: true }
  return Object.defineProperty(Object.fromEntries(functions), 'HEAPU8', memory) as unknown as HeifLibrary
}

function silence(): void {
  // libheif tells on the console what it also gives as an error.
}
