import type { Database } from 'better-sqlite3'
import type { EmbeddingRow } from './rows.ts'

export interface EmbeddingRows {
  /** Replaces the photo's embedding for this model; gives the new row's id, higher than every one before. */
  put(photoId: number, modelId: string, vector: Float32Array): number
  /** Those of all models. */
  remove(photoId: number): void
  removeOf(photoId: number, modelId: string): void
  has(photoId: number, modelId: string): boolean
  /** Of whatever model. */
  hasAny(photoId: number): boolean
  /** Removes this model's embeddings of up to `limit` photos after this one; gives the last of them, null when none was left. */
  forget(
    modelId: string,
    afterPhotoId: number,
    limit: number,
  ): { lastPhotoId: number; removed: number } | null
  /** What is kept for each model. About 40 ms for 200,000. */
  perModel(): { readonly modelId: string; readonly photos: number; readonly sizeBytes: number }[]
  maxId(modelId: string): number
  count(modelId: string): number
  photoIds(modelId: string): number[]
  /** Little-endian float32 values. */
  vectorOf(photoId: number, modelId: string): Uint8Array | undefined
  /** In order of id, those after `afterId` only. Missing photos' too: they may come back. */
  all(modelId: string, afterId?: number): IterableIterator<EmbeddingRow>
}

export function embeddingRows(db: Database): EmbeddingRows {
  const drop = db.prepare<[number, string]>('DELETE FROM embeddings WHERE photo_id = ? AND model_id = ?')
  const insert = db.prepare<[number, string, Buffer]>(
    'INSERT INTO embeddings (photo_id, model_id, vector) VALUES (?, ?, ?)',
  )
  const remove = db.prepare<[number]>('DELETE FROM embeddings WHERE photo_id = ?')
  const removeOf = db.prepare<[number, string]>('DELETE FROM embeddings WHERE photo_id = ? AND model_id = ?')
  const has = db
    .prepare<[number, string], number>('SELECT 1 FROM embeddings WHERE photo_id = ? AND model_id = ?')
    .pluck()
  const hasAny = db.prepare<[number], number>('SELECT 1 FROM embeddings WHERE photo_id = ? LIMIT 1').pluck()
  const slice = db
    .prepare<[string, number, number], number>(
      'SELECT photo_id FROM embeddings WHERE model_id = ? AND photo_id > ? ORDER BY photo_id LIMIT ?',
    )
    .pluck()
  const forget = db.prepare<[string, number, number]>(
    'DELETE FROM embeddings WHERE model_id = ? AND photo_id > ? AND photo_id <= ?',
  )
  // By the index alone: the rows hold the vectors, some hundred megabytes of them.
  const models = db
    .prepare<[], string>('SELECT DISTINCT model_id FROM embeddings INDEXED BY sqlite_autoindex_embeddings_1')
    .pluck()
  const oneSize = db
    .prepare<[string], number>(
      `SELECT length(vector) FROM embeddings WHERE id = (
         SELECT id FROM embeddings INDEXED BY sqlite_autoindex_embeddings_1 WHERE model_id = ? LIMIT 1)`,
    )
    .pluck()
  const maxId = db
    .prepare<[string], number>('SELECT coalesce(max(id), 0) FROM embeddings WHERE model_id = ?')
    .pluck()
  const count = db.prepare<[string], number>('SELECT count(*) FROM embeddings WHERE model_id = ?').pluck()
  const photoIds = db.prepare<[string], number>('SELECT photo_id FROM embeddings WHERE model_id = ?').pluck()
  const vectorOf = db
    .prepare<[number, string], Buffer>('SELECT vector FROM embeddings WHERE photo_id = ? AND model_id = ?')
    .pluck()
  const all = db.prepare<[string, number], EmbeddingRow>(
    'SELECT id, photo_id AS photoId, vector FROM embeddings WHERE model_id = ? AND id > ? ORDER BY id',
  )
  return {
    put: (photoId, modelId, vector) => {
      drop.run(photoId, modelId)
      return Number(insert.run(photoId, modelId, toBytes(vector)).lastInsertRowid)
    },
    remove: (photoId) => void remove.run(photoId),
    removeOf: (photoId, modelId) => void removeOf.run(photoId, modelId),
    has: (photoId, modelId) => has.get(photoId, modelId) !== undefined,
    hasAny: (photoId) => hasAny.get(photoId) !== undefined,
    forget: (modelId, afterPhotoId, limit) => {
      const last = slice.all(modelId, afterPhotoId, limit).at(-1) as number | undefined
      if (last === undefined) return null
      return { lastPhotoId: last, removed: forget.run(modelId, afterPhotoId, last).changes }
    },
    perModel: () =>
      (models.all() as string[]).toSorted().map((modelId) => {
        const photos = count.get(modelId) as number
        const each = ((oneSize.get(modelId) as number | undefined) ?? 0) + rowBytes
        return { modelId, photos, sizeBytes: photos * each }
      }),
    maxId: (modelId) => maxId.get(modelId) as number,
    count: (modelId) => count.get(modelId) as number,
    photoIds: (modelId) => photoIds.all(modelId) as number[],
    vectorOf: (photoId, modelId) => vectorOf.get(photoId, modelId) as Buffer | undefined,
    all: (modelId, afterId = 0) => all.iterate(modelId, afterId),
  }
}

/** What a row takes beside its vector: ids, the model's name, its entry in the index. */
const rowBytes = 48

function toBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
