import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { CodedError, type QueryPicture } from '../../../src-preload/contract/index.ts'
import type { QueryEncoder } from '../embed/queries/query-encoder.ts'

/** Pictures handed in as a query: encoded once, then searched with as often as pages are asked for. */
export interface QueryPictures {
  fromFile(path: string): Promise<QueryPicture>
  fromBytes(name: string, bytes: Uint8Array): Promise<QueryPicture>
  /** Throws `not-found` when the engine has forgotten it. */
  embeddingOf(pictureId: string): Float32Array
}

/** More than anyone compares at once; a vector is about 2 KB. */
const kept = 100

export function queryPictures(encoder: () => QueryEncoder): QueryPictures {
  const embeddings = new Map<string, Float32Array>()

  async function prepare(
    name: string,
    source: { path: string } | { bytes: Uint8Array },
  ): Promise<QueryPicture> {
    const { embedding, preview } = await encoder().picture(source)
    const pictureId = randomUUID()
    embeddings.set(pictureId, embedding)
    const [oldest] = embeddings.keys()
    if (embeddings.size > kept && oldest) embeddings.delete(oldest)
    const previewUrl = `data:image/webp;base64,${Buffer.from(preview).toString('base64')}`
    return { pictureId, name, previewUrl }
  }

  return {
    fromFile: (path) => prepare(basename(path), { path }),
    fromBytes: (name, bytes) => prepare(name, { bytes }),
    embeddingOf: (pictureId) => {
      const embedding = embeddings.get(pictureId)
      if (embedding) return embedding
      throw new CodedError('not-found', 'That picture is no longer at hand; drop it again to search with it.')
    },
  }
}
