import type { Database } from 'better-sqlite3'
import { leftOutAsFound } from './photo-left-out.ts'
import type { FoundFile } from '../rows.ts'

/** A photo that is another file of the same content now. */
export interface PhotoMove {
  readonly id: number
  readonly rootId: number
  readonly file: FoundFile
  /** Where the photo was when the move was noticed: it is left alone when it is there no more. */
  readonly from?: { readonly rootId: number; readonly relativePath: string }
}

/** Photos that went elsewhere: id, embedding and everything stay. */
export interface PhotoMoves {
  setMoved(id: number, rootId: number, file: FoundFile): void
  /**
   * So that two photos may change places, those of `movers` in the way step aside: they move in this call or a later
   * one. Any other in the way counts as missing from then on. Gives the ids of those that moved.
   */
  moveAll(moves: readonly PhotoMove[], atMs: number, movers?: ReadonlySet<number>): Set<number>
  /** Photos whose place another file has now are missing from then on. */
  stepAside(ids: readonly number[], atMs: number): void
  /** A file with the content of an indexed photo: shares what is known of it. Gives the new photo's id. */
  addCopy(ofId: number, rootId: number, file: FoundFile): number
}

/** What a copy shares with its original. */
const sharedColumns = `status, reread, indexed_at_ms, content_hash, width, height, format, colour, taken_at_ms, camera,
  lens, exposure, latitude, longitude, sort_at_ms, taken_offset_min, taken_from, title, caption, keywords, file_rating`

/** Where a photo is while another has its place already. */
const aside = (id: number) => `./${id}/moving`

interface Place {
  readonly rootId: number
  readonly relativePath: string
}

export function photoMoves(db: Database): PhotoMoves {
  const placeOf = db.prepare<[number], Place & { readonly missing: number }>(
    `SELECT root_id AS rootId, relative_path AS relativePath, missing_since_ms IS NOT NULL AS missing
     FROM photos WHERE id = ?`,
  )
  const inTheWay = db
    .prepare<[number, string, number], number>(
      'SELECT id FROM photos WHERE root_id = ? AND relative_path = ? AND id <> ?',
    )
    .pluck()
  const taken = db
    .prepare<[number, string], number>('SELECT id FROM photos WHERE root_id = ? AND relative_path = ?')
    .pluck()
  const rename = db.prepare<[string, number]>('UPDATE photos SET relative_path = ? WHERE id = ?')
  const lose = db.prepare<[string, number, number]>(
    `UPDATE photos SET relative_path = ?, missing_since_ms = coalesce(missing_since_ms, ?), companion_of = NULL,
       companions = 0 WHERE id = ?`,
  )
  const move = db.prepare<[number, string, number, number, number, number | null, number]>(
    `UPDATE photos SET root_id = ?, relative_path = ?, size_bytes = ?, mtime_ms = ?, inode = ?, ctime_ms = ?, missing_since_ms = NULL
     WHERE id = ?`,
  )
  const judge = db.prepare<[number]>(`UPDATE photos SET left_out = ${leftOutAsFound} WHERE id = ?`)
  const copyRow = db.prepare<[number, string, number, number, number, number | null, number], { id: number }>(
    `INSERT INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, ctime_ms, ${sharedColumns})
     SELECT ?, ?, ?, ?, ?, ?, ${sharedColumns} FROM photos WHERE id = ? RETURNING id`,
  )
  const copyEmbeddings = db.prepare<[number, number]>(
    'INSERT INTO embeddings (photo_id, model_id, vector) SELECT ?, model_id, vector FROM embeddings WHERE photo_id = ?',
  )

  /** The path as people read it, but spelt as no scan ever finds a file: `a/b.jpg` becomes `a/./b.jpg`. */
  function lostPath({ rootId, relativePath }: Place): string {
    const name = relativePath.lastIndexOf('/') + 1
    for (let dots = './'; ; dots += './') {
      const path = `${relativePath.slice(0, name)}${dots}${relativePath.slice(name)}`
      if (taken.get(rootId, path) === undefined) return path
    }
  }

  function clear(place: Place, forId: number, movers: ReadonlySet<number>, atMs: number): void {
    const id = inTheWay.get(place.rootId, place.relativePath, forId) as number | undefined
    if (id === undefined) return
    if (movers.has(id)) rename.run(aside(id), id)
    else lose.run(lostPath(place), Math.round(atMs), id)
  }

  const moveAll = db.transaction(
    (moves: readonly PhotoMove[], atMs: number, movers?: ReadonlySet<number>) => {
      const valid = moves.filter(({ id, from }) => {
        const place = placeOf.get(id)
        if (!place || !from) return place !== undefined
        // Another root's scan may have seen that something else has its place.
        if (place.missing !== 0) return true
        const { relativePath } = place
        return (
          place.rootId === from.rootId && (relativePath === from.relativePath || relativePath === aside(id))
        )
      })
      const gone = new Set(valid.map(({ id }) => id))
      for (const { id, rootId, file } of valid) {
        clear({ rootId, relativePath: file.relativePath }, id, movers ?? gone, atMs)
        const { relativePath, sizeBytes, mtimeMs, inode, ctimeMs = null } = file
        move.run(rootId, relativePath, sizeBytes, mtimeMs, inode, ctimeMs, id)
        judge.run(id)
      }
      return gone
    },
  )

  return {
    setMoved: (id, rootId, file) => void moveAll([{ id, rootId, file }], Date.now()),
    moveAll,
    stepAside: db.transaction((ids: readonly number[], atMs: number) => {
      for (const id of ids) {
        const place = placeOf.get(id)
        if (place) lose.run(lostPath(place), Math.round(atMs), id)
      }
    }),
    addCopy: db.transaction((ofId: number, rootId: number, file: FoundFile) => {
      clear({ rootId, relativePath: file.relativePath }, ofId, new Set(), Date.now())
      const { relativePath, sizeBytes, mtimeMs, inode, ctimeMs = null } = file
      const row = copyRow.get(rootId, relativePath, sizeBytes, mtimeMs, inode, ctimeMs, ofId)
      if (!row) throw new Error(`photo ${ofId} is not there to be copied`)
      judge.run(row.id)
      copyEmbeddings.run(row.id, ofId)
      return row.id
    }),
  }
}
