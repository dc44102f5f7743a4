import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../helpers/engine.ts'
import { copyOfStarter } from '../helpers/model-folders.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { askWell, type Door } from './door.ts'

/** What the cases are about: an indexed folder with six photos and one file that is none. */
export interface TestLibrary {
  readonly home: string
  readonly folder: string
  readonly rootId: number
  readonly photoId: number
  readonly photoPath: string
  readonly pictureBytes: Uint8Array
  readonly pictureId: string
}

export const photoCount = 6

export async function makeHome(home: string): Promise<void> {
  await paintPhotos(join(home, 'Photos'), photoCount)
  writeFileSync(join(home, 'Photos', 'broken.jpg'), 'not a picture')
  copyOfStarter(join(home, 'Twin'))
  mkdirSync(join(home, 'Empty', 'Inner'), { recursive: true })
}

/** Adds and indexes the folder of `makeHome` through the door. */
export async function fillLibrary(door: Door, home: string): Promise<TestLibrary> {
  const folder = join(home, 'Photos')
  const { root } = await askWell(door, 'roots.add', { path: folder })
  await until('every photo is indexed', async () => {
    const { phase, library } = await askWell(door, 'indexing.progress', {})
    return phase === 'idle' && library.embedded === photoCount && library.failed === 1
  })
  const { ids } = await askWell(door, 'photos.list', { view: { kind: 'all' } })
  const photoId = ids[0] ?? 0
  const { path: photoPath } = await askWell(door, 'photos.details', { photoId })
  const pictureBytes = new Uint8Array(readFileSync(photoPath))
  const { pictureId } = await askWell(door, 'search.picture-from-bytes', {
    name: 'copy.jpg',
    bytes: pictureBytes,
  })
  return { home, folder, rootId: root.id, photoId, photoPath, pictureBytes, pictureId }
}
