import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { noStoredMetadata } from '../../src-main/engine/catalog/rows.ts'
import type { PhotoOutcome } from '../../src-main/engine/embed/photos/photo-outcome.ts'
import { createIndexer, type IndexerChange } from '../../src-main/engine/indexing/indexer.ts'
import { testEngine, until, type TestEngine } from '../helpers/engine.ts'
import { indexAll, testLibrary, write } from '../helpers/library.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const progress = (engine: TestEngine) => engine.handlers['indexing.progress']({})

describe('a result that cannot be stored', () => {
  it('for want of a thumbnail folder leaves the photo searchable, and is stored when there is one', async () => {
    const dir = tempDir('storing')
    const [photos, thumbnails] = [join(dir, 'photos'), join(dir, 'data', 'thumbnails')]
    await paintPhotos(photos, 3)
    const engine = await testEngine(join(dir, 'data'), { autoIndex: true })
    await engine.handlers['roots.add']({ path: photos })
    await until('all is embedded', () => engine.status().embedded === 3)
    renameSync(thumbnails, `${thumbnails}-away`)
    // What is in the way of a cache is taken away; behind a link that leads nowhere there is no way.
    symlinkSync('/proc/no/such/place', thumbnails)
    await paintPhoto(join(photos, 'painted-001.jpg'), 99)
    await engine.handlers['roots.rescan']({})
    await until('indexing waits', async () => (await progress(engine)).pauseReason === 'disk-full')
    expect((await progress(engine)).pauseMessage).toMatch(/cannot be written .*tries again by itself/)
    expect(engine.status()).toMatchObject({ photos: 3, embedded: 3, failed: 0, pending: 1 })
    const query = { kind: 'words', text: 'sky' } as const
    expect(await engine.handlers['search.run']({ query, offset: 0, limit: 9 })).toMatchObject({ total: 3 })
    rmSync(thumbnails)
    renameSync(`${thumbnails}-away`, thumbnails)
    await until('nothing waits', () => engine.status().pending === 0)
    expect(engine.status()).toMatchObject({ photos: 3, embedded: 3, failed: 0 })
    await engine.stop()
  }, 40_000)

  it('for want of one thumbnail does not keep other photos waiting', async () => {
    const { catalog, work, close } = await library(['a', 'b', 'c'])
    const done = await work({
      put: (hash) => (hash[0] === 1 ? Promise.reject(noRights()) : Promise.resolve()),
      outcome: (path) => indexed(path.endsWith('a.jpg') ? 1 : 2),
    })
    expect(done.pauseReason).toBe('disk-full')
    expect(catalog.photos.counts()).toMatchObject({ embedded: 2, pending: 1, failed: 0 })
    await close()
  })

  it('because another program holds the catalog is stored when that lets go', async () => {
    const { catalog, work, close } = await library(['a'])
    const other = new Database(catalog.file)
    const done = await work({
      outcome: () => {
        other.exec('BEGIN IMMEDIATE')
        // Not before the catalog has waited in vain: that blocks all timers.
        setTimeout(() => void (other.inTransaction && other.exec('ROLLBACK')), 0)
        return indexed(2)
      },
      times: 1,
    })
    expect(done.pauseReason).toBe(null)
    expect(done.changes).toEqual([{ kind: 'indexed', photoId: 1 }])
    other.close()
    await close()
  }, 30_000)
})

describe('metadata that cannot be read again', () => {
  it('leaves the photo as it was: searchable, with what is known', async () => {
    const { catalog, rootId, work, close } = await library(['a'])
    await indexAll(catalog)
    catalog.photos.setSidecar(1, { name: 'a.xmp', mtimeMs: 5, sizeBytes: 5 })
    expect(catalog.photos.nextPending(9, new Set())).toMatchObject([{ id: 1, reread: 'metadata' }])
    await work({ outcome: () => ({ kind: 'failed', reason: 'This file could not be opened.' }) })
    expect(catalog.photos.knownInRoot(rootId)).toMatchObject([{ id: 1, status: 'indexed' }])
    expect(catalog.photos.counts()).toMatchObject({ embedded: 1, pending: 0, failed: 0 })
    await close()
  })
})

const noRights = () => Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', errno: -13 })

function indexed(first: number): PhotoOutcome {
  return {
    kind: 'indexed',
    contentHash: new Uint8Array(32).fill(first),
    thumbnail: Uint8Array.of(0),
    embedding: Float32Array.of(1, 0),
    width: 4,
    height: 3,
    format: 'jpeg',
    averageColour: 0,
    metadata: noStoredMetadata,
  } as PhotoOutcome
}

interface Work {
  readonly outcome: (path: string) => PhotoOutcome
  readonly put?: (hash: Uint8Array) => Promise<void>
  /** The outcome is the given one so often, and then a plain one. */
  readonly times?: number
}

/** A scanned folder, and an indexer whose photo workers and thumbnails are what a test says. */
async function library(names: readonly string[]): Promise<{
  catalog: Catalog
  rootId: number
  work: (work: Work) => Promise<{ pauseReason: string | null; changes: readonly IndexerChange[] }>
  close: () => Promise<void>
}> {
  const dir = tempDir('storing-library')
  for (const name of names) write(join(dir, 'photos'), `${name}.jpg`)
  mkdirSync(join(dir, 'data'))
  const { catalog, library, close } = testLibrary(join(dir, 'data'))
  const { root } = await library.add(join(dir, 'photos'))
  await library.scan()
  const work = async ({ outcome, put = async () => undefined, times = Infinity }: Work) => {
    const changes: IndexerChange[] = []
    let asked = 0
    const process = async (path: string) => ((asked += 1) <= times ? outcome(path) : indexed(2))
    const brain = {
      space: 'test',
      vectors: { put: () => undefined, remove: () => undefined },
      pool: { capacity: 2, process },
    }
    const indexer = createIndexer({
      catalog,
      thumbnails: { put: (hash: Uint8Array) => put(hash) } as never,
      brain: () => brain as never,
      dataDir: join(dir, 'data'),
      slowed: () => null,
      speed: () => 'normal',
      scanning: () => false,
      onChanged: (change) => void (change.kind !== 'state' && changes.push(change)),
      onRoomAgain: () => undefined,
      log: () => undefined,
    })
    await indexer.whenIdle()
    const { pauseReason } = indexer.progress()
    await indexer.stop()
    return { pauseReason, changes }
  }
  return { catalog, rootId: root.id, work, close }
}
