import type { Database } from 'better-sqlite3'
import type { RawRows } from './raw/raw-rows.ts'

/** Which catalog a file is, and how far it had come. */
export interface Identity {
  readonly id: string | null
  /** How many changes of what the person said it had seen; null where that cannot be told. */
  readonly changes: number | null
}

export const unknownIdentity: Identity = { id: null, changes: null }

/** Of a catalog of any version that SQLite can open. */
export function identityIn(db: Database): Identity {
  const ask = <T>(sql: string): T | undefined => {
    try {
      return db.prepare<[], T>(sql).get()
    } catch {
      return undefined
    }
  }
  const id = ask<{ value: string }>("SELECT value FROM meta WHERE key = 'id'")?.value ?? null
  const said = ask<Counted>('SELECT changes, again FROM said')
  return { id, changes: said ? counted(said) : null }
}

export function identityOf(rows: RawRows): Identity {
  const meta = [...rows.of('meta')].find(({ key }) => key === 'id')
  const [said] = [...rows.of('said')]
  return {
    id: typeof meta?.value === 'string' ? meta.value : null,
    changes: said ? counted({ changes: Number(said.changes), again: Number(said.again) }) : null,
  }
}

interface Counted {
  readonly changes: number
  readonly again: number
}

/** The number is written twice, so that a flipped bit in it is not believed. */
function counted({ changes, again }: Counted): number | null {
  return changes === again && Number.isSafeInteger(changes) ? changes : null
}
