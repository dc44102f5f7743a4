import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import Database from 'better-sqlite3'
import { makeFolder } from '../../make-folder.ts'
import { flush, needRoom } from '../backup/whole-file.ts'
import { copyName, listCopies, removeCopy, userDataFolder } from './copies.ts'
import { catalogId, saidCount } from './said-count.ts'
import { digesting } from './said-digest.ts'
import { saidLines } from './said-lines.ts'
import { copiesToRemove } from './thin-copies.ts'
import { formatName, formatVersion, type Header, type Trailer } from './user-data.ts'

/**
 * Writes all that the person said into a new copy beside the catalog, which is open in this process, and thins out old
 * ones. The catalog is read by a connection of its own, as it is at one moment, a slice at a time. The file gets its name
 * when it is on the disk. Gives the count of changes that it holds; throws what the disk says.
 */
export async function writeCopy(catalogFile: string, nowMs: number): Promise<number> {
  const folder = userDataFolder(catalogFile)
  makeFolder(folder)
  const [newest] = listCopies(catalogFile)
  needRoom(join(folder, 'copy'), newest?.sizeBytes ?? 0)
  const db = new Database(catalogFile, { readonly: true, fileMustExist: true, timeout: 5_000 })
  let unfinished: string | undefined
  try {
    db.exec('BEGIN')
    const count = saidCount(db)
    const changes = count?.changes ?? 0
    const path = join(folder, copyName(nowMs, changes))
    unfinished = `${path}.part`
    await writeLines(unfinished, db, {
      format: formatName,
      version: formatVersion,
      catalogId: catalogId(db) ?? '',
      changes,
      savedAtMs: nowMs,
    })
    await flushFile(unfinished)
    await rename(unfinished, path)
    flush(dirname(path))
    for (const old of copiesToRemove(listCopies(catalogFile), nowMs))
      if (old.path !== path) removeCopy(old.path)
    return changes
  } catch (error) {
    if (unfinished !== undefined) await rm(unfinished, { force: true }).catch(() => undefined)
    throw error
  } finally {
    db.close()
  }
}

async function writeLines(path: string, db: Database.Database, header: Header): Promise<void> {
  const gzip = createGzip({ level: 3 })
  const written = pipeline(gzip, createWriteStream(path))
  // A disk that fails while lines are still made is heard of below.
  written.catch(() => undefined)
  const checksum = createHash('sha256')
  const sum = digesting()
  const write = async (text: string) => {
    checksum.update(text)
    if (gzip.destroyed) return written
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written])
  }
  let lines = 0
  await write(`${JSON.stringify(header)}\n`)
  for (const slice of saidLines(db)) {
    if (slice.length > 0) await write(slice.map(({ text }) => `${text}\n`).join(''))
    sum.add(slice)
    lines += slice.length
    await nextTurn()
  }
  const trailer: Trailer = { kind: 'end', lines, ...sum.digests(), checksum: checksum.digest('hex') }
  gzip.end(`${JSON.stringify(trailer)}\n`)
  await written
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
