import Database from 'better-sqlite3'
import { timeEach } from '../timing.ts'
import type { PeerInput } from './peers.ts'
import { best, meanRecall } from './recall.ts'
import type { PeerFigures } from './report.ts'

/** sqlite-vec's table, in memory: every vector is compared, in float32. It is there only where Sightline is developed. */
export async function measureSqliteVec({
  vectors,
  dim,
  queries,
  truths,
}: PeerInput): Promise<PeerFigures | string> {
  const library = await import('sqlite-vec').catch(() => null)
  if (!library) return 'not installed'
  const db = new Database(':memory:')
  try {
    library.load(db)
    const version = db.prepare<[], string>('SELECT vec_version()').pluck().get() as string
    db.exec(`CREATE VIRTUAL TABLE vectors USING vec0(vector float[${dim}] distance_metric=cosine)`)
    const insert = db.prepare<[bigint, Uint8Array]>('INSERT INTO vectors (rowid, vector) VALUES (?, ?)')
    db.transaction(() => {
      for (let row = 0; row * dim < vectors.length; row += 1)
        insert.run(BigInt(row + 1), new Uint8Array(vectors.buffer, 4 * dim * row, 4 * dim))
    })()
    const nearest = db
      .prepare<[Uint8Array, number], number>('SELECT rowid FROM vectors WHERE vector MATCH ? AND k = ?')
      .pluck()
    const ask = (query: Float32Array) => nearest.all(new Uint8Array(query.buffer), best) as number[]
    const found: number[][] = []
    const latency = await timeEach(queries, (query) => found.push(ask(query)))
    return { version, ...latency, agreement: meanRecall(truths, (at) => found[at] ?? []) }
  } catch (error) {
    return `failed (${error instanceof Error ? error.message : String(error)})`
  } finally {
    db.close()
  }
}
