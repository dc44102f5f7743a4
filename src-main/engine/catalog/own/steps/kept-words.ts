import type { Database } from 'better-sqlite3'

/** A change of one photo, as its step keeps it. */
export interface PhotoChange {
  readonly what: 'favourite' | 'rating' | 'hidden' | 'tag' | 'member'
  readonly name: string
  readonly photoId: number
  readonly hash: Uint8Array | null
  /** What it shall be; null: nothing. */
  readonly value: number | null
}

interface Marks {
  hiddenAtMs: number | null
  favouriteAtMs: number | null
  rating: number | null
  tags: string[]
  collections: { id: number; name: string; addedAtMs: number }[]
}

/**
 * Changes what is kept of photos that are forgotten, by their content (the `kept_marks` that triggers write and give
 * back), so that a photo returns with what was undone of it meanwhile.
 */
export function keptWords(db: Database): (hash: Uint8Array, change: PhotoChange) => void {
  const read = db.prepare<[Uint8Array], string>('SELECT marks FROM kept_marks WHERE content_hash = ?').pluck()
  const write = db.prepare<[Uint8Array, string, number]>(
    `INSERT INTO kept_marks (content_hash, marks, kept_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (content_hash) DO UPDATE SET marks = excluded.marks`,
  )
  const drop = db.prepare<[Uint8Array]>('DELETE FROM kept_marks WHERE content_hash = ?')
  const nameOf = db.prepare<[string], string>('SELECT name FROM collections WHERE id = ?').pluck()

  return (hash, change) => {
    const text = read.get(hash) as string | undefined
    const marks: Marks = { ...noMarks(), ...((text ? JSON.parse(text) : {}) as Partial<Marks>) }
    say(marks, change, () => (nameOf.get(change.name) as string | undefined) ?? '')
    if (isEmpty(marks)) drop.run(hash)
    else write.run(hash, JSON.stringify(marks), Date.now())
  }
}

const noMarks = (): Marks => ({
  hiddenAtMs: null,
  favouriteAtMs: null,
  rating: null,
  tags: [],
  collections: [],
})

function say(marks: Marks, { what, name, value }: PhotoChange, collectionName: () => string): void {
  switch (what) {
    case 'favourite':
      marks.favouriteAtMs = value
      break
    case 'hidden':
      marks.hiddenAtMs = value
      break
    case 'rating':
      marks.rating = value
      break
    case 'tag':
      marks.tags = marks.tags.filter((tag) => tag.toLowerCase() !== name.toLowerCase())
      if (value !== null) marks.tags.push(name)
      break
    case 'member': {
      const id = Number(name)
      marks.collections = marks.collections.filter((one) => one.id !== id)
      if (value !== null) marks.collections.push({ id, name: collectionName(), addedAtMs: value })
    }
  }
}

function isEmpty({ hiddenAtMs, favouriteAtMs, rating, tags, collections }: Marks): boolean {
  const hasMark = [hiddenAtMs, favouriteAtMs, rating].some((value) => value !== null)
  return !hasMark && tags.length === 0 && collections.length === 0
}
