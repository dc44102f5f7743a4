import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkThumbnails } from './upkeep/janitor.ts'
import { requireModel } from './model-info.ts'
import { pathOf, pictureOf } from './pictures.ts'
import type { Rooms } from './rooms.ts'
import { describeRoots } from './describe.ts'

export interface Finding {
  readonly subject: 'catalog' | 'roots' | 'model' | 'vectors' | 'thumbnails'
  readonly ok: boolean
  /** One sentence: what was found, and what to do when something is wrong. */
  readonly message: string
  readonly repaired: boolean
}

export interface DoctorReport {
  /** Nothing is wrong, or everything that was has been mended. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

/** Checks catalog, thumbnails, vectors, model and roots against each other; with `repair` mends what can be mended. */
export async function diagnose(rooms: Rooms, repair: boolean): Promise<DoctorReport> {
  if (repair) rooms.writable()
  const findings = [
    checkCatalog(rooms),
    ...checkRoots(rooms),
    await checkModel(rooms),
    checkEmbeddings(rooms, repair),
    await checkIndex(rooms, repair),
    await checkPictures(rooms, repair),
  ]
  return { ok: findings.every((finding) => finding.ok || finding.repaired), findings }
}

const fine = (subject: Finding['subject'], message: string): Finding => ({
  subject,
  ok: true,
  message,
  repaired: false,
})
const wrong = (subject: Finding['subject'], message: string, repaired = false): Finding => ({
  subject,
  ok: false,
  message,
  repaired,
})

function checkCatalog({ catalog }: Rooms): Finding {
  if (catalog.setAside) {
    return wrong(
      'catalog',
      `The catalog was damaged and has been kept as ${catalog.setAside.file}; run sightline index to fill the new one.`,
      true,
    )
  }
  const said = catalog.integrity()
  if (said !== 'ok') {
    return wrong(
      'catalog',
      `SQLite found damage (${said}); close Sightline and start it again to have it rebuilt.`,
    )
  }
  const { photos, embedded, pending, failed } = catalog.photos.counts()
  return fine(
    'catalog',
    `The catalog is intact: ${photos} photos, ${embedded} embedded, ${pending} waiting, ${failed} could not be read.`,
  )
}

function checkRoots({ catalog, library }: Rooms): Finding[] {
  return describeRoots(catalog, library).map((root) =>
    root.state === 'away'
      ? wrong(
          'roots',
          `The folder ${root.path} cannot be reached; connect its disk, or remove it with sightline remove.`,
        )
      : fine('roots', `The folder ${root.path} is there.`),
  )
}

async function checkModel(rooms: Rooms): Promise<Finding> {
  try {
    requireModel(rooms.model.info)
    const { embedding } = await rooms.encoder().words('photo')
    if (embedding.length === rooms.model.info.embeddingSize)
      return fine('model', `${rooms.model.info.name} answers.`)
    return wrong(
      'model',
      `The model gives ${embedding.length} numbers, its manifest says ${rooms.model.info.embeddingSize}.`,
    )
  } catch (error) {
    return wrong('model', error instanceof Error ? error.message : String(error))
  }
}

/** Every indexed photo has one embedding of the right size, of finite numbers and unit length. */
function checkEmbeddings(rooms: Rooms, repair: boolean): Finding {
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
async function checkIndex(rooms: Rooms, repair: boolean): Promise<Finding> {
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

async function checkPictures(rooms: Rooms, repair: boolean): Promise<Finding> {
  const { missing: without, useless } = await checkThumbnails(rooms.catalog, rooms.thumbnails, repair)
  const missing = without.filter((hash) => isFileThere(rooms, hash))
  if (missing.length === 0 && useless === 0) return fine('thumbnails', inOrder(without.length))
  const found = `${missing.length} thumbnails are missing and ${useless} files belong to no photo`
  if (!repair) return wrong('thumbnails', `${found}; run sightline doctor --repair.`)
  const left = await remake(rooms, missing)
  if (left === 0) return wrong('thumbnails', `${found}; they were made again and cleaned up.`, true)
  return wrong(
    'thumbnails',
    `${found}; ${left} could not be made again because their photos cannot be read now.`,
  )
}

/** A photo whose file is gone or away cannot have its thumbnail made: that is as it must be until the file is back. */
function isFileThere({ catalog }: Rooms, hash: Uint8Array): boolean {
  const photoId = catalog.photos.byContent(hash)
  const row = photoId === undefined ? undefined : catalog.photos.detail(photoId)
  return row !== undefined && existsSync(pathOf(row))
}

function inOrder(waiting: number): string {
  if (waiting === 0) return 'Every photo has its thumbnail.'
  return `Every photo whose file is there has its thumbnail; ${waiting} more will be made when their files are back.`
}

async function remake(rooms: Rooms, missing: readonly Uint8Array[]): Promise<number> {
  let left = 0
  for (const hash of missing) {
    const photoId = rooms.catalog.photos.byContent(hash)
    if (photoId === undefined) continue
    await pictureOf(photoId, 'thumbnail', rooms).catch(() => (left += 1))
  }
  return left
}
