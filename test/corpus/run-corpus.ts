import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startEngine } from '../../src-main/engine/engine.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { modelsDir } from '../helpers/engine.ts'
import { photoPool } from '../helpers/photo-workers.ts'

export interface CorpusRow {
  readonly path: string
  readonly status: 'pending' | 'indexed' | 'failed'
  readonly reason: string | null
  readonly format: string | null
  readonly camera: string | null
  readonly title: string | null
  /** A JSON array. */
  readonly keywords: string | null
  readonly offset: number | null
}

export interface CorpusRun {
  readonly rows: readonly CorpusRow[]
  readonly tookMs: number
  /** Photo workers that were started; the first ones, and one for each that a picture took down. */
  readonly workers: number
}

/** Indexes `root` with a real engine and real worker processes, and gives what its catalog then holds. */
export async function runCorpus(root: string, dataDir: string): Promise<CorpusRun> {
  let workers = 0
  const engine = await startEngine(
    {
      dataDir,
      modelsDir,
      emit: () => undefined,
      log: () => undefined,
      spawnWorker: (kind) => {
        if (kind === 'photo') workers++
        return spawnNodeWorker(kind)
      },
    },
    { role: 'indexer', watch: false, autoIndex: false },
  )
  const startedMs = performance.now()
  try {
    await engine.handlers['roots.add']({ path: root })
    await engine.indexOnce()
  } finally {
    await engine.stop()
  }
  const tookMs = performance.now() - startedMs
  const catalog = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true })
  const rows = catalog
    .prepare<[], CorpusRow>(
      `SELECT relative_path AS path, status, reason, format, camera, title, keywords, taken_offset_min AS offset
       FROM photos ORDER BY relative_path`,
    )
    .all()
  catalog.close()
  return { rows, tookMs, workers }
}

/** How long one picture takes by itself, in a worker that is warm: the median of up to `most` pictures of each format. */
export async function timeFormats(
  root: string,
  rows: readonly CorpusRow[],
  most = 7,
): Promise<Map<string, number>> {
  const pool = photoPool()
  const medians = new Map<string, number>()
  try {
    const indexed = rows.filter(({ status }) => status === 'indexed')
    for (const format of new Set(indexed.map((row) => row.format ?? ''))) {
      const paths = indexed.filter((row) => row.format === format).map(({ path }) => join(root, path))
      const some = paths.filter((_, at) => at % Math.ceil(paths.length / most) === 0)
      // The first one loads what the format needs.
      await pool.process(some[0] ?? '')
      const times: number[] = []
      for (const path of some) {
        const startedMs = performance.now()
        await pool.process(path)
        times.push(performance.now() - startedMs)
      }
      medians.set(format, times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)
    }
  } finally {
    await pool.stop()
  }
  return medians
}
