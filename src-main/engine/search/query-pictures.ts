import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { CodedError, type QueryPicture } from '../../../src-preload/contract/index.ts'
import type { QueryEncoder } from '../embed/queries/query-encoder.ts'

/** Pictures handed in as a query: encoded once, then searched with as often as pages are asked for. */
export interface QueryPictures {
  fromFile(path: string): Promise<QueryPicture>
  fromBytes(name: string, bytes: Uint8Array): Promise<QueryPicture>
  /** Encodes it anew for another model. Rejects with `not-found` when the engine has forgotten it. */
  embeddingOf(pictureId: string, brain: PictureBrain): Promise<Float32Array>
}

interface PictureBrain {
  encoder(): QueryEncoder
}

interface Kept {
  /** By the model that made them. */
  readonly embeddings: WeakMap<PictureBrain, Float32Array>
  /** What another model is shown: the file itself may be gone by then. */
  readonly preview: Uint8Array
}

/** More than anyone compares at once; a picture is about 30 KB. */
const kept = 100

export function queryPictures(brain: () => PictureBrain): QueryPictures {
  const pictures = new Map<string, Kept>()

  async function prepare(
    name: string,
    source: { path: string } | { bytes: Uint8Array },
  ): Promise<QueryPicture> {
    const asked = brain()
    const { embedding, preview } = await asked.encoder().picture(source)
    const pictureId = randomUUID()
    pictures.set(pictureId, { embeddings: new WeakMap([[asked, embedding]]), preview })
    const [oldest] = pictures.keys()
    if (pictures.size > kept && oldest) pictures.delete(oldest)
    const previewUrl = `data:image/webp;base64,${Buffer.from(preview).toString('base64')}`
    return { pictureId, name, previewUrl }
  }

  return {
    fromFile: (path) => prepare(basename(path), { path }),
    fromBytes: (name, bytes) => prepare(name, { bytes }),
    embeddingOf: async (pictureId, asked) => {
      const picture = pictures.get(pictureId)
      if (!picture)
        throw new CodedError(
          'not-found',
          'That picture is no longer at hand; drop it again to search with it.',
        )
      const known = picture.embeddings.get(asked)
      if (known) return known
      const { embedding } = await asked.encoder().picture({ bytes: picture.preview })
      picture.embeddings.set(asked, embedding)
      return embedding
    },
  }
}
