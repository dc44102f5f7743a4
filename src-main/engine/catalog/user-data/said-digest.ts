import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database, { type Database as Db } from 'better-sqlite3'
import { openReadOnly, whyNotWritable } from '../read-only.ts'
import { catalogId, saidCount } from './said-count.ts'
import { saidLines } from './said-lines.ts'

/** What a catalog says, as one number that a copy of the same count of changes has too. */
export function saidDigest(db: Db): string {
  const digest = createHash('sha256')
  for (const slice of saidLines(db)) for (const line of slice) digest.update(`${line.said}\n`)
  return digest.digest('hex')
}

export interface DigestAt {
  readonly id: string | undefined
  readonly changes: number | null
  readonly digest: string
}

/** The same of a catalog that is open in this process, a slice at a time, as it is at one moment. */
export async function saidDigestBeside(catalogFile: string): Promise<DigestAt> {
  const db = openBeside(catalogFile)
  try {
    db.exec('BEGIN')
    const at = { id: catalogId(db), changes: saidCount(db)?.changes ?? null }
    const digest = createHash('sha256')
    for (const slice of saidLines(db)) {
      for (const line of slice) digest.update(`${line.said}\n`)
      await nextTurn()
    }
    return { ...at, digest: digest.digest('hex') }
  } finally {
    db.close()
  }
}

/** Reading a catalog, too, takes files beside it, which cannot be made on a read-only disk. */
function openBeside(catalogFile: string): Db {
  return whyNotWritable(catalogFile) === null
    ? new Database(catalogFile, { readonly: true, fileMustExist: true, timeout: 5_000 })
    : openReadOnly(catalogFile)
}
