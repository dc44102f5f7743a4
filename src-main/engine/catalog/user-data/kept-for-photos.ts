import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Manner } from './bring-back.ts'
import type { Names } from './bring-back-photos.ts'
import type { KeptLine, PhotoLine } from './user-data.ts'

export interface KeptMarks {
  /** What was kept already when the copy was made. Gives 1 when that changed something. */
  put(line: KeptLine): number
  /** What was said of a photo that has no row now. Gives 1. */
  keepFor(line: PhotoLine): number
  clearAllBut(hashes: ReadonlySet<string>): void
}

/** As triggers write it (migrations.ts). */
const marks = z.object({
  hiddenAtMs: z.number().nullable().catch(null),
  favouriteAtMs: z.number().nullable().catch(null),
  rating: z.number().nullable().catch(null),
  tags: z.array(z.string()).catch([]),
  collections: z.array(z.object({ id: z.number(), name: z.string(), addedAtMs: z.number() })).catch([]),
})
type Marks = z.infer<typeof marks>

export function keptMarks(db: Database, manner: Manner, names: Names): KeptMarks {
  const get = db.prepare<[Buffer], string>('SELECT marks FROM kept_marks WHERE content_hash = ?').pluck()
  const set = db.prepare(
    `INSERT INTO kept_marks (content_hash, marks, kept_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (content_hash) DO UPDATE SET marks = excluded.marks WHERE marks IS NOT excluded.marks`,
  )
  const hasPhoto = db.prepare<[Buffer], number>('SELECT 1 FROM photos WHERE content_hash = ?')
  const all = db.prepare<[], Buffer>('SELECT content_hash FROM kept_marks').pluck()
  const remove = db.prepare<[Buffer]>('DELETE FROM kept_marks WHERE content_hash = ?')
  const collectionName = db.prepare<[number], string>('SELECT name FROM collections WHERE id = ?').pluck()

  function placed(id: number, addedAtMs: number): Marks['collections'] {
    const here = names.collections(id)
    const name = here === undefined ? undefined : (collectionName.get(here) as string | undefined)
    return here === undefined || name === undefined ? [] : [{ id: here, name, addedAtMs }]
  }

  return {
    put: ({ hash, marks: text, keptAtMs }) => {
      const key = Buffer.from(hash, 'hex')
      if (manner.kind === 'fill' && !manner.incomplete.has('kept_marks')) return 0
      const isRight = manner.kind === 'exact'
      // Another catalog, or a newer one, may have given them back already.
      if (!isRight && (hasPhoto.get(key) !== undefined || get.get(key) !== undefined)) return 0
      const said = parsed(text)
      if (!said) return 0
      const moved = { ...said, collections: said.collections.flatMap((one) => placed(one.id, one.addedAtMs)) }
      const isMoved = JSON.stringify(moved.collections) !== JSON.stringify(said.collections)
      return set.run(key, isMoved ? JSON.stringify(moved) : text, Math.round(keptAtMs)).changes
    },
    keepFor: ({ said, at }) => {
      const key = Buffer.from(at.hash as string, 'hex')
      const before = parsed(get.get(key) as string | undefined)
      const tags = said.tags.flatMap((id) => names.tags(id) ?? [])
      const collections = said.collections.flatMap(([id, addedAtMs]) => placed(id, addedAtMs))
      const together: Marks = {
        hiddenAtMs: said.hiddenAtMs ?? before?.hiddenAtMs ?? null,
        favouriteAtMs: said.favouriteAtMs ?? before?.favouriteAtMs ?? null,
        rating: said.rating ?? before?.rating ?? null,
        tags: [...new Set([...tags, ...(before?.tags ?? [])])],
        collections: [
          ...collections,
          ...(before?.collections ?? []).filter(({ id }) => collections.every((one) => one.id !== id)),
        ],
      }
      set.run(key, JSON.stringify(together), Date.now())
      return 1
    },
    clearAllBut: (hashes) => {
      for (const hash of all.all() as unknown as Buffer[])
        if (!hashes.has(hash.toString('hex'))) remove.run(hash)
    },
  }
}

function parsed(text: string | undefined): Marks | null {
  if (text === undefined) return null
  try {
    return marks.parse(JSON.parse(text))
  } catch {
    return null
  }
}
