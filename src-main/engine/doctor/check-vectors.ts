import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalog } from '../catalog/catalog.ts'
import { requireModel } from '../models/model-info.ts'
import { pathOf } from '../pictures.ts'
import type { Rooms } from '../rooms.ts'
import { isOfSame } from '../switching/brain.ts'
import { indexFiles } from '../vectors/stamp.ts'
import { fine, wrong, type Finding } from './finding.ts'

const somePicture = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="32" fill="red"/></svg>',
)

/** Whether the model answers to words and to a picture. */
export async function checkModel(rooms: Rooms): Promise<Finding> {
  try {
    requireModel(rooms.model.info)
    const { id, name, embeddingSize } = rooms.model.info
    const problem = rooms.modelStore.byId(id) ? await rooms.modelStore.verify(id) : null
    if (problem !== null) return wrong('model', problem)
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

/** Every indexed photo has an embedding for the model in use, of the right size, of finite numbers and unit length. */
export function checkEmbeddings(rooms: Rooms, repair: boolean): Finding[] {
  const { catalog, brains } = rooms
  const { space, model } = brains.current()
  const without = catalog.photos.withoutEmbedding(space)
  // What another model made of them shows that they have been read: they wait their turn, or for their files.
  const waiting = without.filter((id) => catalog.embeddings.hasAny(id) || !isFileThere(catalog, id))
  const isWaiting = new Set(waiting)
  const bad = new Set(without.filter((photoId) => !isWaiting.has(photoId)))
  const unusable = spoilt(rooms, space, model.info.embeddingSize)
  for (const photoId of unusable) bad.add(photoId)
  return [ofActive(rooms, repair, bad, waiting.length), ...ofNext(rooms, repair)]
}

function ofActive(rooms: Rooms, repair: boolean, bad: ReadonlySet<number>, waiting: number): Finding {
  const { catalog, brains } = rooms
  const { space, vectors, model } = brains.current()
  if (bad.size === 0)
    return fine(
      'vectors',
      `All ${catalog.embeddings.count(space)} embeddings are whole.${yetToCome(waiting, model.info.name)}`,
    )
  if (!repair)
    return wrong('vectors', `${bad.size} photos have no usable embedding; run sightline doctor --repair.`)
  catalog.transaction(() => {
    for (const photoId of bad) catalog.embeddings.removeOf(photoId, space)
    catalog.photos.requeue([...bad])
  })
  for (const photoId of bad) vectors.remove(photoId)
  return wrong(
    'vectors',
    `${bad.size} photos had no usable embedding; they will be read again by the next run.`,
    true,
  )
}

/** The model that photos are on their way to: what is not usable is made anew on that way. */
function ofNext({ catalog, brains }: Rooms, repair: boolean): Finding[] {
  const coming = brains.next()
  if (!coming) return []
  const { info } = coming.model
  const what = isOfSame(coming, brains.current())
    ? 'which reads your photos anew: pictures are prepared better now'
    : 'which will answer next'
  const bad = spoilt({ catalog }, coming.space, info.embeddingSize)
  const done = catalog.embeddings.count(coming.space)
  if (bad.length === 0) return [fine('vectors', `${done} photos have been read for ${info.name}, ${what}.`)]
  if (repair)
    catalog.transaction(() => {
      for (const photoId of bad) catalog.embeddings.removeOf(photoId, coming.space)
    })
  const found = `${bad.length} embeddings for ${info.name}, ${what}, cannot be used`
  const outcome = repair ? 'they are made anew' : 'run sightline doctor --repair'
  return [wrong('vectors', `${found}; ${outcome}.`, repair)]
}

function isFileThere(catalog: Catalog, photoId: number): boolean {
  const row = catalog.photos.detail(photoId)
  return row !== undefined && row.missing === 0 && existsSync(pathOf(row))
}

function yetToCome(photos: number, model: string): string {
  if (photos === 0) return ''
  const count = photos.toLocaleString('en')
  return ` ${count} more photo${photos === 1 ? ' is' : 's are'} not found yet: not read for ${model} so far; "sightline index" goes on, as far as the files are there.`
}

function spoilt({ catalog }: Pick<Rooms, 'catalog'>, space: string, size: number): number[] {
  const bad: number[] = []
  for (const { photoId, vector } of catalog.embeddings.all(space))
    if (!isUnitVector(vector, size)) bad.push(photoId)
  return bad
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
  const { catalog, vectors, brains } = rooms
  const { space } = brains.current()
  const stored = catalog.embeddings.count(space)
  if (vectors.size !== stored) {
    const { index, stamp } = indexFiles(join(rooms.dataDir, 'vectors'), space)
    if (repair) for (const file of [index, stamp]) await rm(file, { recursive: true, force: true })
    vectors.refresh()
    const mended = vectors.size === stored
    return wrong('vectors', `The index holds ${vectors.size} vectors, the catalog ${stored}.`, mended)
  }
  return fine('vectors', `The index is in step with the catalog (${stored} vectors, ${vectors.kind} search).`)
}
