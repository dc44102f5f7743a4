import type { Database } from 'better-sqlite3'
import { catalogId, idLength } from '../user-data/said-count.ts'
import type { RawRows } from './raw/raw-rows.ts'

/** Which catalog a file is, and how far it had come. */
export interface Identity {
  readonly id: string | null
  /** How many changes of what the person said it had seen, as it is written: twice, so that damage to either shows. */
  readonly counts: readonly number[]
}

export const unknownIdentity: Identity = { id: null, counts: [] }

/** Of a catalog of any version that SQLite can open. */
export function identityIn(db: Database): Identity {
  const said = ask(() => db.prepare<[], Counted>('SELECT changes, again FROM said').get())
  return { id: ask(() => catalogId(db)) ?? null, counts: said ? [said.changes, said.again] : [] }
}

function ask<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

export function identityOf(rows: RawRows): Identity {
  const meta = [...rows.of('meta')]
  const found =
    meta.find(({ key }) => key === 'id') ?? meta.find(({ value }) => String(value).length === idLength)
  const [said] = [...rows.of('said')]
  return {
    id: typeof found?.value === 'string' ? found.value : null,
    counts: said ? [Number(said.changes), Number(said.again)] : [],
  }
}

interface Counted {
  readonly changes: number
  readonly again: number
}

/**
 * How many changes a catalog had seen, as far as it matters beside a copy of `copied` changes; null where that cannot be
 * told. Of two numbers that differ one is right.
 */
export function changesBeside({ counts }: Identity, copied: number): number | null {
  if (counts.length === 0 || counts.includes(copied)) return counts.length === 0 ? null : copied
  const least = Math.min(...counts)
  const most = Math.max(...counts)
  if (least > copied) return least
  return most < copied ? most : null
}
