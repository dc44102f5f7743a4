import { assertNever } from '../../assert-never.ts'
import type { FactRows } from '../../catalog/search/fact-rows.ts'
import type { FactColumns } from './fact-columns.ts'

export interface PhotoOrder {
  order(ids: Iterable<number>, order: 'newest' | 'oldest' | 'name'): number[]
  /** Names may be others. */
  forget(): void
}

/** From so many photos on the names of all are brought into an order once, and kept. */
const rankFrom = 2_000

export function photoOrder(columns: FactColumns, rows: FactRows): PhotoOrder {
  const collator = new Intl.Collator('en', { numeric: true })
  let ranks: Int32Array | null = null

  const byDate = (a: number, b: number) =>
    (columns.sortAtMs[a] as number) - (columns.sortAtMs[b] as number) || a - b
  const byName = (a: Named, b: Named) => collator.compare(a.name, b.name) || a.id - b.id

  function rankAll(): Int32Array {
    const named: Named[] = []
    for (const [id, path] of rows.names()) named.push({ id, name: nameIn(path) })
    named.sort(byName)
    const found = new Int32Array(columns.length)
    named.forEach(({ id }, rank) => (found[id] = rank))
    return found
  }

  function sortNames(ids: number[]): number[] {
    if (ids.length < rankFrom && !ranks) {
      const named = ids.map((id) => ({ id, name: nameIn(rows.pathOf(id) ?? '') }))
      return named.toSorted(byName).map(({ id }) => id)
    }
    ranks ??= rankAll()
    const rankOf = ranks
    return ids.sort((a, b) => (rankOf[a] as number) - (rankOf[b] as number))
  }

  return {
    order: (photoIds, order) => {
      const ids = [...photoIds]
      switch (order) {
        case 'newest':
          return ids.sort((a, b) => byDate(b, a))
        case 'oldest':
          return ids.sort(byDate)
        case 'name':
          return sortNames(ids)
        default:
          return assertNever(order)
      }
    },
    forget: () => {
      ranks = null
    },
  }
}

interface Named {
  readonly id: number
  readonly name: string
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
