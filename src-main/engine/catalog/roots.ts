import type { Database } from 'better-sqlite3'
import type { RootRow } from './rows.ts'

/** A file by which a root is recognised at another place. */
export interface SampleFile {
  readonly relativePath: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
}

export interface RootRows {
  list(): RootRow[]
  byId(id: number): RootRow | undefined
  byPath(path: string): RootRow | undefined
  add(path: string): RootRow
  /** Forgets a root and its photos; gives the number of photos forgotten. */
  remove(id: number): number
  setScanned(id: number, atMs: number): void
  /** The root lies elsewhere now; its photos keep everything. */
  setPath(id: number, path: string): void
  /** Some of a root's photos that are not missing, nor among `except`, spread over all of them. */
  sample(id: number, photos: number, except?: readonly number[]): SampleFile[]
  setRules(id: number, rules: string, minSidePx: number): void
  /** How many files wait for the person's word on whether they are gone; 0: none. */
  setVanished(id: number, files: number): void
  /** Makes the photos of a root inside another part of the outer one. They keep their ids and all that is known. */
  absorb(childId: number, parentId: number): void
}

const columns = `id, path, added_at_ms AS addedAtMs, last_scan_at_ms AS lastScanAtMs, rules, min_side_px AS minSidePx,
  vanished_files AS vanishedFiles`

export function rootRows(db: Database): RootRows {
  const list = db.prepare<[], RootRow>(`SELECT ${columns} FROM roots ORDER BY path COLLATE NOCASE`)
  const byId = db.prepare<[number], RootRow>(`SELECT ${columns} FROM roots WHERE id = ?`)
  const byPath = db.prepare<[string], RootRow>(`SELECT ${columns} FROM roots WHERE path = ?`)
  const add = db.prepare<[string, number], RootRow>(
    `INSERT INTO roots (path, added_at_ms) VALUES (?, ?)
     ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING ${columns}`,
  )
  const countPhotos = db.prepare<[number], number>('SELECT count(*) FROM photos WHERE root_id = ?').pluck()
  const remove = db.prepare<[number]>('DELETE FROM roots WHERE id = ?')
  const setScanned = db.prepare<[number, number]>('UPDATE roots SET last_scan_at_ms = ? WHERE id = ?')
  const setPath = db.prepare<[string, number]>('UPDATE roots SET path = ? WHERE id = ?')
  const span = db.prepare<[number], { first: number | null; last: number | null }>(
    'SELECT min(id) AS first, max(id) AS last FROM photos WHERE root_id = ?',
  )
  // The plus keeps SQLite from gathering and sorting all rows of the root for each one: 11 s for 200,000 photos.
  const one = db.prepare<[number, number, string], SampleFile & { id: number }>(
    `SELECT id, relative_path AS relativePath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, inode FROM photos
     WHERE +root_id = ? AND missing_since_ms IS NULL AND size_bytes > 0 AND id >= ?
       AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1`,
  )
  const setRules = db.prepare<[string, number, number]>(
    'UPDATE roots SET rules = ?, min_side_px = ? WHERE id = ?',
  )
  const setVanished = db.prepare<[number, number]>('UPDATE roots SET vanished_files = ? WHERE id = ?')
  const adopt = db.prepare<[number, string, number]>(
    'UPDATE OR IGNORE photos SET root_id = ?, relative_path = ? || relative_path WHERE root_id = ?',
  )

  const absorb = db.transaction((childId: number, parentId: number) => {
    const child = byId.get(childId)
    const parent = byId.get(parentId)
    if (!child || !parent) throw new Error(`roots ${childId} and ${parentId} are not both there`)
    const prefix = child.path.slice(parent.path.length).replaceAll('\\', '/').replace(/^\/+/, '')
    adopt.run(parentId, `${prefix}/`, childId)
    remove.run(childId)
  })

  return {
    list: () => list.all(),
    byId: (id) => byId.get(id),
    byPath: (path) => byPath.get(path),
    add: (path) => add.get(path, Date.now()) as RootRow,
    remove: db.transaction((id: number) => {
      const photos = countPhotos.get(id) as number
      remove.run(id)
      return photos
    }),
    setScanned: (id, atMs) => void setScanned.run(atMs, id),
    setPath: (id, path) => void setPath.run(path, id),
    sample: (id, photos, except = []) => {
      const without = JSON.stringify(except)
      const { first, last } = span.get(id) ?? { first: null, last: null }
      if (first === null || last === null) return []
      const files = new Map<number, SampleFile>()
      for (let at = 0; at < photos; at += 1) {
        const file = one.get(id, first + Math.floor(((last - first) * at) / photos), without)
        if (file) files.set(file.id, file)
      }
      return [...files.values()]
    },
    setRules: (id, rules, minSidePx) => void setRules.run(rules, minSidePx, id),
    setVanished: (id, files) => void setVanished.run(files, id),
    absorb,
  }
}
