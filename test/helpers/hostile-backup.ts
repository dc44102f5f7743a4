import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database, { type Database as Db } from 'better-sqlite3'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { tempDir } from './temp.ts'

export const photosInBackup = 20
/** A statement that never ends. */
export const forever =
  'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c'

let good: Promise<string> | undefined

/** A backup in which every table has rows, all of them sound. It is made once and never changed. */
export function richBackup(): Promise<string> {
  return (good ??= makeRichBackup())
}

/** A copy of it after `craft`, which may do what SQLite refuses: the file is opened without its defences. */
export async function craftedBackup(craft: string | ((db: Db) => void)): Promise<string> {
  const file = join(tempDir('crafted'), 'crafted.sqlite')
  copyFileSync(await richBackup(), file)
  const db = new Database(file)
  db.unsafeMode()
  db.pragma('foreign_keys = OFF')
  db.pragma('ignore_check_constraints = ON')
  if (typeof craft === 'string') db.exec(craft)
  else craft(db)
  db.close()
  return file
}

/** The same with its bytes changed. */
export async function spoiltBackup(spoil: (bytes: Buffer) => Buffer): Promise<string> {
  const file = join(tempDir('spoilt'), 'spoilt.sqlite')
  writeFileSync(file, spoil(readFileSync(await richBackup())))
  return file
}

async function makeRichBackup(): Promise<string> {
  const dir = tempDir('rich')
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  const root = catalog.roots.add('/photos')
  const ids: number[] = []
  for (let n = 1; n <= photosInBackup + 1; n += 1) {
    const id = catalog.photos.addPending(root.id, {
      relativePath: `trip/${n}.jpg`,
      sizeBytes: n,
      mtimeMs: n + 0.5,
      inode: n,
    })
    ids.push(id)
    catalog.embeddings.put(id, 'starter@2.1', unitVector(n))
  }
  catalog.settings.set('speed', 'gentle')
  catalog.settings.set('everyday:starter@2.1', { words: 2 })
  catalog.searches.save('dogs', 'dog + snow')
  catalog.searches.remember('cat', 5)
  catalog.close()
  const db = new Database(join(dir, 'catalog.sqlite'))
  db.exec(`UPDATE photos SET status = 'indexed', indexed_at_ms = 9, width = 4, height = 3, format = 'jpeg', colour = 255,
    title = 'Title ' || id, keywords = '["sea","sand"]', content_hash = randomblob(32), sort_at_ms = id`)
  db.close()
  const again = openCatalog(join(dir, 'catalog.sqlite'))
  again.marks.setRating(ids.slice(0, 5), 4)
  again.marks.setFavourite(ids.slice(0, 5), true)
  again.tags.change(ids.slice(0, 5), ['family'], [])
  again.collections.create('Best of', ids.slice(0, 5))
  again.close()
  const own = new Database(join(dir, 'catalog.sqlite'))
  // Forgotten with what was said of it; its ids are never given away again.
  own.exec(`UPDATE photos SET rating = 2 WHERE id = ${photosInBackup + 1}; DELETE FROM photos WHERE id = ${photosInBackup + 1};
    UPDATE photos SET companion_of = 1 WHERE id = 2; UPDATE photos SET companions = 1 WHERE id = 1;
    INSERT INTO query_pictures VALUES ('a-b', 'x.jpg', CAST('RIFFxxxxWEBPmore' AS BLOB), 1)`)
  own.close()
  const closing = openCatalog(join(dir, 'catalog.sqlite'))
  const file = join(dir, 'rich.sqlite')
  await backUpTo(closing, file, { force: false })
  closing.close()
  return file
}

function unitVector(n: number): Float32Array {
  return new Float32Array(256).map((_, at) => ((at * n) % 3 === 0 ? 1 / 16 : -1 / 16))
}

/** What a library notes of its own days does not come over. */
const ofItsDays = new Set(['said', 'undo_steps', 'undo_changes'])

/** All rows of all ordinary tables but the catalog's id, as text. */
export function rowsIn(file: string): Record<string, string[]> {
  const db = new Database(file, { readonly: true })
  try {
    const names = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'",
      )
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      names
        .filter((name) => !ofItsDays.has(name))
        .toSorted()
        .map((name) => [name, rowsOf(db, name)]),
    )
  } finally {
    db.close()
  }
}

function rowsOf(db: Db, table: string): string[] {
  const rows = db
    .prepare(`SELECT * FROM "${table}"${table === 'meta' ? " WHERE key <> 'id'" : ''}`)
    .raw()
    .all()
  return (rows as unknown[][]).map((row) => JSON.stringify(row)).toSorted()
}
