import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openCatalog, type Catalog } from '../../../../engine/catalog/catalog.ts'
import type { Engine } from '../../../../engine/engine.ts'
import { latencyOf } from '../timing.ts'
import type { DiskHelper } from './helper.ts'
import type { FreshFigures, MoveFigures, StormFigures } from './report.ts'
import { until } from './until.ts'
import { variantOf } from './variants.ts'

export interface WatchedLibrary {
  readonly engine: Engine
  readonly dataDir: string
  readonly modelId: string
  /** Two roots, watched; the second stays empty until something is moved there. */
  readonly rootDir: string
  readonly otherDir: string
  /** Looks at the disk so far. */
  readonly scans: () => number
  readonly signal: AbortSignal | undefined
}

const freshGoalMs = 3_000
const perFolder = 500

/** Photos that arrive one at a time: how soon after its last byte a search finds each. */
export async function measureFresh(
  { engine, rootDir, signal }: WatchedLibrary,
  template: string,
  count: number,
): Promise<FreshFigures> {
  const picture = await readFile(template)
  const found = async () => {
    const query = { kind: 'words', text: 'a colourful picture' } as const
    return (await engine.handlers['search.run']({ query, offset: 0, limit: 1 })).total
  }
  const timesMs: number[] = []
  const before = await found()
  for (let n = 0; n < count; n += 1) {
    await writeFile(join(rootDir, `fresh-${n}.jpg`), variantOf(picture, 'jpeg', 90_000_000 + n))
    timesMs.push(await until('a new photo is found', async () => (await found()) > before + n, 10, signal))
  }
  return { ...latencyOf(timesMs), goalMs: freshGoalMs }
}

/** Many photos at once, as from an archive: until all can be found, and how often the disk was looked at. */
export async function measureStorm(
  library: WatchedLibrary,
  template: string,
  files: number,
  helper: DiskHelper,
): Promise<StormFigures> {
  const { engine, rootDir, signal } = library
  const dir = join(rootDir, 'unpacked')
  await mkdir(dir)
  const before = engine.status().embedded
  const scansBefore = library.scans()
  const startedAtMs = performance.now()
  const format = 'jpeg'
  await helper.do({
    kind: 'unpack',
    template,
    format,
    dir,
    extension: 'jpg',
    first: 0,
    count: files,
    perFolder,
  })
  const unpackMs = performance.now() - startedAtMs
  const searchableMs = await until(
    `${files} unpacked photos are searchable`,
    () => engine.status().embedded >= before + files,
    100,
    signal,
  )
  const scans = library.scans() - scansBefore
  return { files, unpackMs: Math.round(unpackMs), searchableMs: Math.round(searchableMs), scans }
}

/** The unpacked folder renamed within its root, then moved to the other root. */
export async function measureMoves(library: WatchedLibrary): Promise<MoveFigures[]> {
  const { rootDir, otherDir } = library
  const [unpacked, renamed, elsewhere] = [
    join(rootDir, 'unpacked'),
    join(rootDir, 'renamed'),
    join(otherDir, 'moved'),
  ]
  return [
    await measureMove(library, 'within a root', unpacked, renamed),
    await measureMove(library, 'to another root', renamed, elsewhere),
  ]
}

async function measureMove(
  { dataDir, modelId, signal }: WatchedLibrary,
  name: string,
  from: string,
  to: string,
): Promise<MoveFigures> {
  const catalog = openCatalog(join(dataDir, 'catalog.sqlite'), { readonly: true })
  try {
    const before = photosIn(catalog, from)
    const embeddedBefore = catalog.embeddings.maxId(modelId)
    const startedAtMs = performance.now()
    await rename(from, to)
    await until(
      `the photos of a folder are known in their new place (${name})`,
      () => photosIn(catalog, to).length >= before.length,
      100,
      signal,
    )
    const tookMs = Math.round(performance.now() - startedAtMs)
    const after = new Set(photosIn(catalog, to))
    return {
      name,
      files: before.length,
      tookMs,
      idsKept: before.filter((id) => after.has(id)).length,
      decoded: catalog.embeddings.maxId(modelId) - embeddedBefore,
    }
  } finally {
    catalog.close()
  }
}

/** The photos that the catalog knows in a folder of some root, and does not miss. */
function photosIn(catalog: Catalog, folder: string): number[] {
  const root = catalog.roots.byPath(dirname(folder))
  const rows = root ? catalog.photos.knownInRoot(root.id, basename(folder)) : []
  return rows.filter((row) => row.missingSinceMs === null).map((row) => row.id)
}
