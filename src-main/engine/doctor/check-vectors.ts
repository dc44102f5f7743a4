import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { requireModel } from '../models/model-info.ts'
import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

const somePicture = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="32" fill="red"/></svg>',
)

/** Whether the model answers to words and to a picture. */
export async function checkModel(rooms: Rooms): Promise<Finding> {
  try {
    requireModel(rooms.model.info)
    const { name, embeddingSize } = rooms.model.info
    // One file of the model reads words, another one pictures.
    const words = await rooms.encoder().words('photo')
    const picture = await rooms.encoder().picture({ bytes: somePicture })
    const sizes = [words.embedding.length, picture.embedding.length]
    if (sizes.every((size) => size === embeddingSize)) return fine('model', `${name} answers.`)
    return wrong(
      'model',
      `The model gives ${sizes.join(' and ')} numbers, its manifest says ${embeddingSize}.`,
    )
  } catch (error) {
    return wrong('model', error instanceof Error ? error.message : String(error))
  }
}

/** Every indexed photo has one embedding of the right size, of finite numbers and unit length. */
export function checkEmbeddings(rooms: Rooms, repair: boolean): Finding {
  const { catalog } = rooms
  const { id: modelId, embeddingSize } = rooms.model.info
  const bad = new Set(catalog.photos.withoutEmbedding(modelId))
  for (const { photoId, vector } of catalog.embeddings.all(modelId)) {
    if (!isUnitVector(vector, embeddingSize)) bad.add(photoId)
  }
  if (bad.size === 0) return fine('vectors', `All ${catalog.embeddings.count(modelId)} embeddings are whole.`)
  if (repair) {
    catalog.transaction(() => {
      for (const photoId of bad) catalog.embeddings.remove(photoId)
      catalog.photos.requeue([...bad])
    })
    for (const photoId of bad) rooms.vectors.remove(photoId)
    return wrong(
      'vectors',
      `${bad.size} photos had no usable embedding; they will be read again by the next run.`,
      true,
    )
  }
  return wrong('vectors', `${bad.size} photos have no usable embedding; run sightline doctor --repair.`)
}

function isUnitVector(bytes: Uint8Array, size: number): boolean {
  if (bytes.byteLength !== size * 4) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let square = 0
  for (let at = 0; at < bytes.byteLength; at += 4) square += view.getFloat32(at, true) ** 2
  return Math.abs(square - 1) < 0.02
}

/** The vectors in memory against the catalog's; and the index file, which rebuilds itself when it does not fit. */
export async function checkIndex(rooms: Rooms, repair: boolean): Promise<Finding> {
  const { catalog, vectors } = rooms
  const stored = catalog.embeddings.count(rooms.model.info.id)
  if (vectors.size !== stored) {
    if (repair) await rm(join(rooms.dataDir, 'vectors'), { recursive: true, force: true })
    vectors.refresh()
    const mended = vectors.size === stored
    return wrong('vectors', `The index holds ${vectors.size} vectors, the catalog ${stored}.`, mended)
  }
  return fine('vectors', `The index is in step with the catalog (${stored} vectors, ${vectors.kind} search).`)
}
