import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrations } from '../../src-main/engine/catalog/migrations.ts'

/** A catalog as the first version of Sightline left it: embedded photos, every tenth of them hidden. */
export function firstVersionCatalog(dir: string, photos: number): string {
  const file = join(dir, 'catalog.sqlite')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec(migrations[0] ?? '')
  db.pragma('user_version = 1')
  db.exec(
    "INSERT INTO meta VALUES ('id', 'first'); INSERT INTO roots (path, added_at_ms) VALUES ('/photos', 1)",
  )
  const photo = db.prepare(
    `INSERT INTO photos (root_id, relative_path, size_bytes, mtime_ms, inode, status, indexed_at_ms, content_hash, width,
       height, format, colour, taken_at_ms, sort_at_ms, hidden_at_ms)
     VALUES (1, ?, 10, 1, ?, 'indexed', 1, ?, 4, 3, 'jpeg', 0, 5, 5, ?)`,
  )
  const embedding = db.prepare("INSERT INTO embeddings (photo_id, model_id, vector) VALUES (?, 'starter', ?)")
  db.transaction(() => {
    for (let n = 1; n <= photos; n += 1) {
      const hash = Buffer.alloc(32)
      hash.writeUInt32LE(n)
      photo.run(`${n}.jpg`, n, hash, n % 10 === 0 ? 7 : null)
      embedding.run(n, Buffer.from(new Float32Array(256).fill(n % 2 === 0 ? 1 / 16 : -1 / 16).buffer))
    }
  })()
  db.close()
  return file
}
