import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { indexFiles } from '../../src-main/engine/vectors/stamp.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { vectorLibrary, type VectorLibrary } from '../helpers/vector-library.ts'

const dir = tempDir('vector-files')
const files = indexFiles(join(dir, 'vectors'), 'test')
let library: VectorLibrary
beforeAll(async () => (library = await vectorLibrary(dir, 600)))
afterEach(() => library.reset())
afterAll(() => library.close())

describe('an index file', () => {
  it('is used again by the next run', async () => {
    library.restoreBuilt()
    const index = await library.open()
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['hnsw', 0])
  })

  const spoilt: [string, () => void][] = [
    ['is cut short', () => truncateSync(files.index, statSync(files.index).size - 100)],
    ['is empty', () => truncateSync(files.index)],
    ['has flipped bits', () => writeFileSync(files.index, readFileSync(files.index).reverse())],
    ['is absent', () => rmSync(files.index)],
    ['has no stamp', () => rmSync(files.stamp)],
    ['has a stamp that is no JSON', () => writeFileSync(files.stamp, 'half a')],
    ['is of another catalog', () => alterStamp({ catalogId: 'another' })],
    ['is of another model', () => alterStamp({ modelId: 'another' })],
    ['is of another size of embedding', () => alterStamp({ dim: 64 })],
    ['was built in another way', () => alterStamp({ m: 4 })],
  ]

  it.each(spoilt)('is thrown away when it %s', async (_, spoil) => {
    library.restoreBuilt()
    spoil()
    const index = await library.open()
    const query = library.randomVector()
    expect(index.kind).toBe('exact')
    expect(index.search(query, { k: 3 })).toEqual(index.exactSearch(query, { k: 3 }))
    expect(existsSync(files.index) || existsSync(files.stamp)).toBe(false)
  })

  it('is replaced by one that fits', async () => {
    library.restoreBuilt()
    truncateSync(files.index, 1_000)
    const index = await library.open()
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['hnsw', 1])
  })
})

describe('without an index file', () => {
  it('all photos are compared when the package is not installed, which is said once', async () => {
    const index = await library.open({ loadLibrary: () => Promise.resolve(null) })
    await index.whenBuilt()
    library.addPhoto()
    index.refresh()
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['exact', 0])
    expect(index.search(library.randomVector(), { k: 4 })).toHaveLength(4)
    expect(library.said.filter((each) => each.includes('hnswlib-node'))).toHaveLength(1)
  })

  it('all photos are compared when building fails, which is not tried again at once', async () => {
    writeFileSync(library.dir, 'a file where the folder should be')
    const index = await library.open()
    await index.whenBuilt()
    await index.whenBuilt()
    expect([index.kind, library.builds]).toEqual(['exact', 1])
    expect(library.said.join()).toContain('could not be built')
  })

  it('all photos are compared when the process that builds is killed', async () => {
    const index = await library.open({
      spawnBuilder: () => {
        const worker = spawnNodeWorker('index')
        worker.kill()
        return worker
      },
    })
    await index.whenBuilt()
    expect(index.kind).toBe('exact')
  })

  it('a build that is under way ends when the index is stopped', async () => {
    const index = await library.open()
    const building = index.whenBuilt()
    await index.stop()
    await building
    expect(index.kind).toBe('exact')
  })
})

function alterStamp(change: object): void {
  const stamp = JSON.parse(readFileSync(files.stamp, 'utf8')) as object
  writeFileSync(files.stamp, JSON.stringify({ ...stamp, ...change }))
}
