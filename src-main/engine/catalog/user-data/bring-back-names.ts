import type { Database } from 'better-sqlite3'
import type { Changed, Manner } from './bring-back.ts'
import { notSaid } from './said-table.ts'
import { linesOf, type UserData } from './user-data.ts'

/** What the catalog calls a row of the copy; undefined: it has none. */
export type IdOf = (copyId: number) => number | undefined

/** Folders come back with their rules, but for those that the person removed. */
export function bringBackRoots(db: Database, data: UserData, manner: Manner, changed: Changed): IdOf {
  const byPath = db.prepare<[string], number>('SELECT id FROM roots WHERE path = ?').pluck()
  const pathOf = db.prepare<[number], string>('SELECT path FROM roots WHERE id = ?').pluck()
  const insert = db.prepare(
    `INSERT INTO roots (id, path, rules, min_side_px, added_at_ms) VALUES (?, ?, ?, ?, ?)`,
  )
  const rename = db.prepare('UPDATE OR IGNORE roots SET path = ? WHERE id = ?')
  // A folder that comes from the list beside the catalog, or from an index, has no rules.
  const setRules = db.prepare(
    `UPDATE roots SET rules = @rules, min_side_px = @minSidePx WHERE id = @id AND (rules IS NOT @rules OR min_side_px IS NOT @minSidePx)
       AND (@overrules OR (rules = '' AND min_side_px = 0 AND @isLost))`,
  )
  // Photos name their folder by its id: one in which a bit has flipped leaves them without.
  const renumber = db.prepare(
    `UPDATE roots SET id = @id WHERE id = @here AND NOT EXISTS (SELECT 1 FROM photos WHERE root_id = @here)`,
  )
  const ids = new Map<number, number>()
  for (const root of linesOf(data, 'root')) {
    const { id, path, rules, minSidePx, addedAtMs } = root
    let here = byPath.get(path) as number | undefined
    if (here !== undefined && here !== id && manner.isSameMoment && pathOf.get(id) === undefined) {
      changed.roots += renumber.run({ here, id }).changes
      here = byPath.get(path) as number
    }
    if (here === undefined && manner.removedRoots.has(path)) continue
    if (here === undefined && pathOf.get(id) !== undefined) {
      if (manner.kind === 'fill') {
        ids.set(id, id)
        continue
      }
      changed.roots += rename.run(path, id).changes
      here = id
    }
    if (here === undefined) {
      if (manner.kind === 'fill' && !manner.incomplete.has('roots')) continue
      const free = pathOf.get(id) === undefined ? id : null
      here = Number(insert.run(free, path, rules, minSidePx, addedAtMs).lastInsertRowid)
      changed.roots += 1
    } else {
      const isLost = manner.incomplete.has('roots') ? 1 : 0
      const overrules = manner.kind === 'fill' ? 0 : 1
      changed.roots += setRules.run({ id: here, rules, minSidePx, isLost, overrules }).changes
    }
    ids.set(id, here)
  }
  return (id) => ids.get(id)
}

export function bringBackSettings(db: Database, data: UserData, manner: Manner, changed: Changed): void {
  const put = db.prepare(
    `INSERT INTO settings (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value`,
  )
  const add = db.prepare('INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)')
  if (manner.kind === 'fill' && !manner.incomplete.has('settings')) return
  const lines = linesOf(data, 'setting')
  for (const { key, value } of lines)
    changed.settings += (manner.kind === 'fill' ? add : put).run(key, value).changes
  if (manner.kind !== 'exact') return
  const known = JSON.stringify(lines.map(({ key }) => key))
  db.prepare(
    `DELETE FROM settings WHERE NOT (${notSaid}) AND key NOT IN (SELECT value FROM json_each(?))`,
  ).run(known)
}

/** Collections come back under their ids, by which what is kept for photos names them. */
export function bringBackCollections(db: Database, data: UserData, manner: Manner, changed: Changed): IdOf {
  const byName = db.prepare<[string], number>('SELECT id FROM collections WHERE name = ?').pluck()
  const nameOf = db.prepare<[number], string>('SELECT name FROM collections WHERE id = ?').pluck()
  const insert = db.prepare('INSERT INTO collections (id, name, created_at_ms) VALUES (?, ?, ?)')
  const rename = db.prepare('UPDATE OR IGNORE collections SET name = ? WHERE id = ?')
  const lines = linesOf(data, 'collection')
  if (manner.kind === 'exact') {
    const known = JSON.stringify(lines.map(({ id }) => id))
    db.prepare('DELETE FROM collections WHERE id NOT IN (SELECT value FROM json_each(?))').run(known)
  }
  const ids = new Map<number, number>()
  for (const { id, name, createdAtMs } of lines) {
    const nameHere = nameOf.get(id) as string | undefined
    let here = nameHere === undefined ? (byName.get(name) as number | undefined) : id
    if (nameHere !== undefined && nameHere !== name && manner.kind !== 'fill')
      changed.collections += rename.run(name, id).changes
    if (here === undefined) {
      if (manner.kind === 'fill' && !manner.incomplete.has('collections')) continue
      const free = nameOf.get(id) === undefined ? id : null
      here = Number(insert.run(free, name, createdAtMs).lastInsertRowid)
      changed.collections += 1
    }
    ids.set(id, here)
  }
  return (id) => ids.get(id)
}

/** Finds, and where needed makes, the tags of a copy in the catalog. A tag that no photo bears is not there. */
export function tagFinder(
  db: Database,
  data: UserData,
  manner: Manner,
  changed: Changed,
): (copyId: number) => string | undefined {
  const names = new Map(linesOf(data, 'tag').map(({ id, name }) => [id, name]))
  if (manner.kind !== 'fill') {
    const rename = db.prepare(
      'UPDATE OR IGNORE tags SET name = ? WHERE id = ? AND name IS NOT ? COLLATE BINARY',
    )
    for (const [id, name] of names) changed.tags += rename.run(name, id, name).changes
  }
  return (id) => names.get(id)
}
