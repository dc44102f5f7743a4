import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { CodedError, type PhotoDetails, type Root } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Library } from './library/library.ts'
import { pathOf } from './pictures.ts'

const nothing = { photos: 0, pending: 0, failed: 0 }

/** The roots as the window shows them. Without a library (a reader beside another engine) all are idle. */
export function describeRoots(catalog: Catalog, library: Library | null): Root[] {
  const counts = catalog.photos.countsByRoot()
  return catalog.roots.list().map((row) => ({
    id: row.id,
    path: row.path,
    name: basename(row.path) || row.path,
    ...(counts.get(row.id) ?? nothing),
    state: library ? library.rootState(row.id) : existsSync(row.path) ? 'idle' : 'away',
    lastScanAtMs: row.lastScanAtMs,
  }))
}

export function rootById(catalog: Catalog, library: Library | null, rootId: number): Root {
  const root = describeRoots(catalog, library).find((candidate) => candidate.id === rootId)
  if (root) return root
  throw new CodedError('not-found', 'This folder is not in the library any more.')
}

export function photoDetails(catalog: Catalog, photoId: number): PhotoDetails {
  const row = catalog.photos.detail(photoId)
  if (!row) throw new CodedError('not-found', `There is no photo ${photoId} in the library.`)
  const path = pathOf(row)
  return {
    id: row.id,
    path,
    fileName: basename(path),
    folder: dirname(path),
    rootId: row.rootId,
    sizeBytes: row.sizeBytes,
    modifiedAtMs: row.mtimeMs,
    width: row.width ?? 0,
    height: row.height ?? 0,
    format: row.format ?? 'unknown',
    takenAtMs: row.sortAtMs,
    takenFrom: row.takenAtMs === null ? 'file' : 'camera',
    camera: row.camera,
    lens: row.lens,
    exposure: row.exposure,
    latitude: row.latitude,
    longitude: row.longitude,
    hidden: row.hidden !== 0,
    fileThere: row.missing === 0 && existsSync(path),
  }
}
