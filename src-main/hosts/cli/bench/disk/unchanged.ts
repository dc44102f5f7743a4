import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { openCatalog, type Catalog } from '../../../../engine/catalog/catalog.ts'
import { statMany } from '../../../../engine/library/stat-many.ts'
import { benchEngine } from '../pipeline.ts'
import { starterSpace } from '../starter-space.ts'
import { perSecond } from '../timing.ts'
import { addIndexedRow } from '../vectors.ts'
import type { DiskHelper } from './helper.ts'
import type { ScanFigures } from './report.ts'

const scans = 3
const goalMs = 10_000
const perFolder = 200
/** Any reading after this shows: disks note the time of the first reading after a change. */
const readAtMs = Date.UTC(2001, 0, 1)

/** Scans of a library on whose disk nothing changed, and how many of the files they opened. */
export async function measureUnchanged(
  scratchDir: string,
  files: number,
  helper: DiskHelper,
  signal: AbortSignal | undefined,
): Promise<ScanFigures> {
  const dir = join(scratchDir, 'unchanged')
  const dataDir = join(scratchDir, 'unchanged-data')
  await mkdir(dir, { recursive: true })
  await mkdir(dataDir)
  const timesTell = await doTimesTell(join(scratchDir, 'read-me'))
  await helper.do({ kind: 'plain', dir, count: files, perFolder, readAtMs })
  const paths = await filesBelow(dir)
  const catalog = openCatalog(join(dataDir, 'catalog.sqlite'))
  await takeIn(catalog, dir, paths)
  catalog.close()

  const timesMs: number[] = []
  for (let scan = 0; scan < scans; scan += 1) timesMs.push(await scanOnce(dataDir, signal))
  const opened = timesTell ? (await accessTimes(paths)).filter((atMs) => atMs !== readAtMs).length : null
  const [firstMs = 0] = timesMs
  const tookMs = timesMs.toSorted((a, b) => a - b)[scans >> 1] ?? 0
  return { files, tookMs, firstMs, filesPerSecond: perSecond(files, tookMs), contentsRead: opened, goalMs }
}

/** Each scan is that of a fresh engine, as at a start of the app. */
async function scanOnce(dataDir: string, signal: AbortSignal | undefined): Promise<number> {
  const engine = await benchEngine(dataDir)
  try {
    const startedAtMs = performance.now()
    const { indexed, photos } = await engine.indexOnce(signal)
    if (indexed > 0 || photos === 0) throw new Error(`The scan took ${indexed} of ${photos} files for new.`)
    return Math.round(performance.now() - startedAtMs)
  } finally {
    await engine.stop()
  }
}

/** Rows as if every file had been read: what they hold of its content is made up, what they hold of the disk is true. */
async function takeIn(catalog: Catalog, dir: string, paths: readonly string[]): Promise<void> {
  const { id: rootId } = catalog.roots.add(dir)
  const { space, embeddingSize } = starterSpace()
  const vector = new Float32Array(embeddingSize).fill(1 / Math.sqrt(embeddingSize))
  const slice = 5_000
  for (let done = 0; done < paths.length; done += slice) {
    const some = paths.slice(done, done + slice)
    const stats = await statMany(some)
    catalog.transaction(() =>
      some.forEach((path, at) => {
        const seen = stats[at]
        if (!seen) throw new Error(`${path} is not there any more.`)
        const relativePath = path.slice(dir.length + 1).replaceAll(sep, '/')
        const photoId = addIndexedRow(catalog, rootId, { ...seen, relativePath }, done + at)
        catalog.embeddings.put(photoId, space, vector)
      }),
    )
  }
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function accessTimes(paths: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const path of paths) times.push((await stat(path)).atimeMs)
  return times
}

/** Some disks are told not to keep times of reading. */
async function doTimesTell(file: string): Promise<boolean> {
  await writeFile(file, 'a few bytes')
  await utimes(file, new Date(readAtMs), new Date())
  await readFile(file)
  return (await stat(file)).atimeMs !== readAtMs
}
