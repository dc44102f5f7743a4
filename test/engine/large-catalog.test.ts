import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { tempDir } from '../helpers/temp.ts'

const catalog = openCatalog(join(tempDir('large-catalog'), 'catalog.sqlite'))
const root = catalog.roots.add('/photos')
catalog.transaction(() => {
  for (let n = 0; n < 20_000; n += 1) {
    const relativePath = `folder ${n % 100}/${n}.jpg`
    catalog.photos.addPending(root.id, { relativePath, sizeBytes: 1 + n, mtimeMs: n, inode: n })
  }
})

function timeOf(work: () => unknown): number {
  const startedAtMs = performance.now()
  work()
  return performance.now() - startedAtMs
}

// These are asked again and again while a disk is away or a folder is tidied up, by the thread that answers searches.
it('finds samples of a root, and what went of it lately, without reading all its rows', () => {
  catalog.photos.knownInRoot(root.id)
  const allRowsMs = timeOf(() => catalog.photos.knownInRoot(root.id))
  expect(timeOf(() => catalog.roots.sample(root.id, 32))).toBeLessThan(allRowsMs)
  const looks = 20
  const looksMs = timeOf(() => {
    for (let n = 0; n < looks; n += 1) catalog.photos.missingSince(root.id, 0)
  })
  expect(looksMs).toBeLessThan((looks * allRowsMs) / 4)
  expect(catalog.roots.sample(root.id, 32)).toHaveLength(32)
})

it('takes the next photo of a preferred root without sorting all that wait', () => {
  const photos = 5
  const prefer = (rootId: number) =>
    timeOf(() => {
      for (let n = 0; n < photos; n += 1) catalog.photos.nextPending(1, new Set(), rootId)
    })
  prefer(root.id)
  const allRowsMs = timeOf(() => catalog.photos.knownInRoot(root.id))
  expect(prefer(root.id)).toBeLessThan(allRowsMs)
  expect(prefer(root.id + 1)).toBeLessThan(allRowsMs)
  expect(catalog.photos.nextPending(1, new Set(), root.id)).toMatchObject([
    { relativePath: 'folder 99/19999.jpg' },
  ])
})
