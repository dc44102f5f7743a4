import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database, { type Database as Db } from 'better-sqlite3'
import { openReadOnly, whyNotWritable } from '../read-only.ts'
import { catalogId, saidCount } from './said-count.ts'
import { saidLines, type WrittenLine } from './said-lines.ts'
import type { Trailer } from './user-data.ts'

/** What a catalog says, as two numbers that a copy of the same count of changes has too. */
export interface SaidDigests {
  readonly said: string
  /** Of which photos it is said: their contents and where they are. */
  readonly places: string
}

/** Adds up lines as they come. */
export function digesting(): { add(slice: readonly WrittenLine[]): void; digests(): SaidDigests } {
  const said = createHash('sha256')
  const places = createHash('sha256')
  return {
    add: (slice) => {
      for (const line of slice) {
        said.update(`${line.said}\n`)
        if (line.place !== undefined) places.update(`${line.place}\n`)
      }
    },
    digests: () => ({ said: said.digest('hex'), places: places.digest('hex') }),
  }
}

export function saidDigests(db: Db): SaidDigests {
  const sum = digesting()
  for (const slice of saidLines(db)) sum.add(slice)
  return sum.digests()
}

/** Whether that is what the end of a copy says. Older copies do not say places. */
export function isSaid({ said, places }: SaidDigests, trailer: Trailer): boolean {
  return said === trailer.said && (trailer.places === undefined || places === trailer.places)
}

export interface DigestsAt {
  readonly id: string | undefined
  readonly changes: number | null
  readonly digests: SaidDigests
}

/** The same of a catalog that is open in this process, a slice at a time, as it is at one moment. */
export async function saidDigestsBeside(catalogFile: string): Promise<DigestsAt> {
  const db = openBeside(catalogFile)
  try {
    db.exec('BEGIN')
    const at = { id: catalogId(db), changes: saidCount(db)?.changes ?? null }
    const sum = digesting()
    for (const slice of saidLines(db)) {
      sum.add(slice)
      await nextTurn()
    }
    return { ...at, digests: sum.digests() }
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
