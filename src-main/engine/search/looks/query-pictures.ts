import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { CodedError, type QueryPicture, type Region } from '../../../../src-preload/contract/index.ts'
import type { QueryEncoder } from '../../embed/queries/query-encoder.ts'
import { remember } from '../remember.ts'

/** Pictures handed in as a query: encoded once, then searched with as often as pages are asked for. */
export interface QueryPictures {
  fromFile(path: string): Promise<QueryPicture>
  fromBytes(name: string, bytes: Uint8Array): Promise<QueryPicture>
  /** One that was handed in before, or stands in a remembered search. Throws `not-found`. */
  byId(pictureId: string): QueryPicture
  /** A data: URL of up to 1,024 pixels; the small preview where no more was kept. Throws `not-found`. */
  largeOf(pictureId: string): string
  /** For what is remembered of searches; undefined when it is not at hand. */
  previewOf(pictureId: string): KeptPicture | undefined
  /** Encodes it anew for another model. Rejects with `not-found` when the engine has forgotten it. */
  embeddingOf(pictureId: string, region: Region | null, brain: PictureBrain): Promise<Float32Array>
}

export interface PictureBrain {
  encoder(): QueryEncoder
}

/** A picture as the catalog keeps it beside a search. */
export interface KeptPicture {
  readonly name: string
  /** A small WebP. */
  readonly preview: Uint8Array
}

interface Held extends KeptPicture {
  /** What other models, questions about a part and whoever chooses one are shown: the file itself may be gone by then. */
  readonly large: Uint8Array
  /** By the model that made them, then by region. */
  readonly embeddings: WeakMap<PictureBrain, Map<string, Float32Array>>
}

/** More than anyone compares at once; a picture is about 250 KB. */
const mostHeld = 100
const mostRegions = 20

export function queryPictures(
  brain: () => PictureBrain,
  /** What stands in remembered searches. */
  keptOf: (pictureId: string) => KeptPicture | undefined,
): QueryPictures {
  const pictures = new Map<string, Held>()

  async function prepare(
    name: string,
    source: { path: string } | { bytes: Uint8Array },
  ): Promise<QueryPicture> {
    const asked = brain()
    const { embedding, preview, large } = await asked.encoder().picture(source)
    const pictureId = randomUUID()
    const embeddings = new WeakMap([[asked, new Map([[regionKey(null), embedding]])]])
    remember(pictures, pictureId, { name, preview, large, embeddings }, mostHeld)
    return described(pictureId, { name, preview })
  }

  function held(pictureId: string): Held {
    const picture = pictures.get(pictureId)
    if (picture) return picture
    const kept = keptOf(pictureId)
    if (!kept) {
      throw new CodedError('not-found', 'That picture is no longer at hand; drop it again to search with it.')
    }
    const again = { ...kept, large: kept.preview, embeddings: new WeakMap() }
    remember(pictures, pictureId, again, mostHeld)
    return again
  }

  return {
    fromFile: (path) => prepare(basename(path), { path }),
    fromBytes: (name, bytes) => prepare(name, { bytes }),
    byId: (pictureId) => described(pictureId, held(pictureId)),
    largeOf: (pictureId) => {
      const { large, preview } = held(pictureId)
      return large === preview ? dataUrl('webp', preview) : dataUrl('jpeg', large)
    },
    previewOf: (pictureId) => pictures.get(pictureId) ?? keptOf(pictureId),
    embeddingOf: async (pictureId, region, asked) => {
      const { large, embeddings } = held(pictureId)
      const ofModel = embeddings.get(asked) ?? new Map<string, Float32Array>()
      embeddings.set(asked, ofModel)
      const key = regionKey(region)
      const known = ofModel.get(key)
      if (known) return known
      const { embedding } = await asked.encoder().picture({ bytes: large }, region)
      remember(ofModel, key, embedding, mostRegions)
      return embedding
    },
  }
}

export function regionKey(region: Region | null): string {
  return region ? [region.x, region.y, region.width, region.height].join() : ''
}

function described(pictureId: string, { name, preview }: KeptPicture): QueryPicture {
  return { pictureId, name, previewUrl: dataUrl('webp', preview) }
}

function dataUrl(type: 'webp' | 'jpeg', bytes: Uint8Array): string {
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
}
