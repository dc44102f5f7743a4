import type { Database } from 'better-sqlite3'
import type { EmbeddingRow } from './rows.ts'

export interface EmbeddingRows {
  /** Replaces the photo's embedding for this model; gives the new row's id, higher than every one before. */
  put(photoId: number, modelId: string, vector: Float32Array): number
  remove(photoId: number): void
  maxId(modelId: string): number
  count(modelId: string): number
  photoIds(modelId: string): number[]
  /** In order of id, those after `afterId` only. Missing photos' too: they may come back. */
  all(modelId: string, afterId?: number): IterableIterator<EmbeddingRow>
}

export function embeddingRows(db: Database): EmbeddingRows {
  const drop = db.prepare<[number, string]>('DELETE FROM embeddings WHERE photo_id = ? AND model_id = ?')
  const insert = db.prepare<[number, string, Buffer]>(
    'INSERT INTO embeddings (photo_id, model_id, vector) VALUES (?, ?, ?)',
  )
  const remove = db.prepare<[number]>('DELETE FROM embeddings WHERE photo_id = ?')
  const maxId = db
    .prepare<[string], number>('SELECT coalesce(max(id), 0) FROM embeddings WHERE model_id = ?')
    .pluck()
  const count = db.prepare<[string], number>('SELECT count(*) FROM embeddings WHERE model_id = ?').pluck()
  const photoIds = db.prepare<[string], number>('SELECT photo_id FROM embeddings WHERE model_id = ?').pluck()
  const all = db.prepare<[string, number], EmbeddingRow>(
    'SELECT id, photo_id AS photoId, vector FROM embeddings WHERE model_id = ? AND id > ? ORDER BY id',
  )
  return {
    put: (photoId, modelId, vector) => {
      drop.run(photoId, modelId)
      return Number(insert.run(photoId, modelId, toBytes(vector)).lastInsertRowid)
    },
    remove: (photoId) => void remove.run(photoId),
    maxId: (modelId) => maxId.get(modelId) as number,
    count: (modelId) => count.get(modelId) as number,
    photoIds: (modelId) => photoIds.all(modelId) as number[],
    all: (modelId, afterId = 0) => all.iterate(modelId, afterId),
  }
}

function toBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
