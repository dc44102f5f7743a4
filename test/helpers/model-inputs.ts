import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { modelInput, neededSize } from '../../src-main/engine/embed/towers/model-input.ts'
import { decodePicture, type DecodedPicture } from '../../src-main/engine/images/decode.ts'
import type { NeededSize } from '../../src-main/engine/images/reduced-side.ts'
import type { ModelManifest } from '../../src-main/engine/models/manifest.ts'

/** A need that no preview and no reduced decode can meet. */
const everything: NeededSize = { longest: 100_000, shortest: 100_000 }

/** What the app makes of a picture for a model, by its own fast path or from the whole picture. */
export async function inputOf(
  picture: string | Uint8Array,
  model: ModelManifest['image'],
  { isWhole = false } = {},
): Promise<Uint8Array> {
  return modelInput(await decodedPicture(picture, isWhole ? everything : neededSize(model)), model)
}

/** A picture that must be readable. */
export async function decodedPicture(
  picture: string | Uint8Array,
  needed: NeededSize = everything,
): Promise<DecodedPicture> {
  const isPath = typeof picture === 'string'
  const bytes = new Uint8Array(isPath ? readFileSync(picture) : picture)
  const decoded = await decodePicture(bytes, isPath ? basename(picture) : '', needed)
  if (decoded.kind === 'decoded') return decoded
  throw new Error(`${isPath ? picture : 'The picture'} cannot be read: ${JSON.stringify(decoded)}`)
}
