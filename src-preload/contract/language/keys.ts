import type { FilterKey } from './query-parts.ts'

/** What may stand before a colon. */
export type Key = FilterKey | 'similar' | 'picture' | 'sort'

/** In the order in which they are offered. */
export const keys = [
  'in',
  'before',
  'after',
  'on',
  'month',
  'camera',
  'lens',
  'type',
  'is',
  'has',
  'rating',
  'tag',
  'collection',
  'place',
  'near',
  'size',
  'sort',
  'similar',
  'picture',
] as const satisfies readonly Key[]

const otherNames: Readonly<Record<string, Key>> = {
  album: 'collection',
  city: 'place',
  country: 'place',
  date: 'on',
  folder: 'in',
  format: 'type',
  keyword: 'tag',
  location: 'place',
  order: 'sort',
  path: 'in',
  stars: 'rating',
  tags: 'tag',
  year: 'on',
}

/** Each name by which a key goes, its own ones first. */
export const keyNames: readonly (readonly [name: string, key: Key])[] = [
  ...keys.map((key) => [key, key] as const),
  ...Object.entries(otherNames),
]

const byName = new Map(keyNames)

export const keyNamed = (name: string): Key | null => byName.get(name.toLowerCase()) ?? null

/** The key that a person may have meant: one slip of the pen away, two in a long name. null: none. */
export function nearestKey(name: string): Key | null {
  const typed = name.toLowerCase()
  if (typed.length < 3 || typed.length > 20) return null
  const best = [...byName]
    .map(([known, key]) => ({ key, slips: slipsBetween(typed, known) }))
    .reduce((a, b) => (b.slips < a.slips ? b : a))
  return best.slips <= (typed.length > 5 ? 2 : 1) ? best.key : null
}

/** Letters left out, put in, mistaken or swapped with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (isSame ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = above
    above = row
  }
  return above[b.length] ?? Infinity
}
