import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
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

export const decoders = ['native', 'wasm'] as const

export interface SeenByModel {
  readonly path: string
  readonly decoderKind: string
  /** The fast path did not decode all of it. */
  readonly isReduced: boolean
  readonly fast: Uint8Array
  /** Out of every pixel, as Pillow resizes; empty where that was not asked for. */
  readonly whole: Uint8Array
}

/** What the app makes of files for a model by one of its decoders; null for a file that cannot be read. */
export async function seenByModel(
  decoder: (typeof decoders)[number],
  image: ModelManifest['image'],
  ways: 'fast' | 'both',
  paths: readonly string[],
): Promise<(SeenByModel | null)[]> {
  const run = promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, '../fixtures/model-inputs.ts')],
    { env: { ...process.env, SIGHTLINE_DECODER: decoder }, maxBuffer: 2 ** 30 },
  )
  run.child.stdin?.end(JSON.stringify([image, ways, ...paths]))
  const { stdout } = await run
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const seen = JSON.parse(line) as Omit<SeenByModel, 'fast' | 'whole'> & {
        fast: string | null
        whole: string | null
      }
      return seen.fast === null
        ? null
        : { ...seen, fast: bytesOf(seen.fast), whole: bytesOf(seen.whole ?? '') }
    })
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
