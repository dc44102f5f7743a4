import type { Database } from 'better-sqlite3'
import { photoFlags, type PhotoColumns, type PhotoView } from '../../../../src-preload/contract/index.ts'
import { assertNever } from '../../assert-never.ts'
import { findable } from '../findable-sql.ts'

/** What the grid shows, as columns. */
export interface PhotoViews {
  /** All photos of a view, newest first. */
  columns(view: PhotoView): PhotoColumns
  /** These photos, in this order; ids that are not there are left out. */
  columnsOf(ids: readonly number[]): PhotoColumns
}

type ColumnRow = [
  id: number,
  width: number,
  height: number,
  colour: number,
  sortAtMs: number,
  rootId: number,
  flags: number,
]

// A companions' sum of 1 (RAW) and 2 (video) moves two places up; the lowest flag is the favourite's.
const columnList = `id, width, height, colour, sort_at_ms, root_id,
  (favourite_at_ms IS NOT NULL) * ${photoFlags.favourite} + companions * ${photoFlags.raw}`
const newestFirst = 'ORDER BY sort_at_ms DESC, id DESC'

export function photoViews(db: Database): PhotoViews {
  const select = <Params extends unknown[]>(where: string) =>
    db
      .prepare<Params, ColumnRow>(`SELECT ${columnList} FROM photos WHERE ${where} ${newestFirst}`)
      .raw() as unknown as { all(...params: Params): ColumnRow[] }

  const all = select<[]>(findable)
  const ofRoot = select<[number]>(`${findable} AND root_id = ?`)
  const favourites = select<[]>(`${findable} AND favourite_at_ms IS NOT NULL`)
  const ofCollection = select<[number]>(
    `${findable} AND id IN (SELECT photo_id FROM collection_photos WHERE collection_id = ?)`,
  )
  const tagged = select<[string]>(
    `${findable} AND id IN (SELECT photo_id FROM photo_tags JOIN tags ON tags.id = tag_id WHERE name = ?)`,
  )
  const seen = 'indexed_at_ms IS NOT NULL AND companion_of IS NULL AND left_out IS NULL'
  const hidden = select<[]>(`${seen} AND missing_since_ms IS NULL AND hidden_at_ms IS NOT NULL`)
  const missing = select<[]>(`${seen} AND missing_since_ms IS NOT NULL AND hidden_at_ms IS NULL`)
  const one = db
    .prepare<[number], ColumnRow>(
      `SELECT ${columnList} FROM photos WHERE id = ? AND indexed_at_ms IS NOT NULL`,
    )
    .raw()

  return {
    columns: (view) => toColumns(rowsOf(view)),
    columnsOf: (wanted) => toColumns(wanted.map((id) => one.get(id)).filter((row) => row !== undefined)),
  }

  function rowsOf(view: PhotoView): ColumnRow[] {
    switch (view.kind) {
      case 'all':
        return all.all()
      case 'root':
        return ofRoot.all(view.rootId)
      case 'favourites':
        return favourites.all()
      case 'collection':
        return ofCollection.all(view.collectionId)
      case 'tag':
        return tagged.all(view.tag)
      case 'hidden':
        return hidden.all()
      case 'missing':
        return missing.all()
      default:
        return assertNever(view)
    }
  }
}

function toColumns(rows: readonly ColumnRow[]): PhotoColumns {
  return {
    ids: rows.map((row) => row[0]),
    widths: rows.map((row) => row[1]),
    heights: rows.map((row) => row[2]),
    colours: rows.map((row) => row[3]),
    takenAtMs: rows.map((row) => row[4]),
    rootIds: rows.map((row) => row[5]),
    flags: rows.map((row) => row[6]),
  }
}
