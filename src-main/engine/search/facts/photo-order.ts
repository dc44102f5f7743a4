import quickselect from 'quickselect'
import type { SortOrder } from '../../../../src-preload/contract/index.ts'
import { assertNever } from '../../assert-never.ts'
import type { FactColumns } from './fact-columns.ts'
import type { NameOrder } from './name-order.ts'

/**
 * The first `limit` of these photos in an order, as a new array. `newest` and `oldest` by date and then id, `name` by file
 * name. Takes a moment for the first few of a million, a second for all of them.
 */
export type FirstInOrder = (
  photoIds: Int32Array,
  order: Exclude<SortOrder, 'relevance'>,
  limit: number,
) => Int32Array

type Compare = (a: number, b: number) => number

/** Choosing before sorting is worth it while so much less is wanted. */
const choosingPays = 4

export function firstInOrder(columns: FactColumns, names: NameOrder): FirstInOrder {
  function comparing(order: Exclude<SortOrder, 'relevance'>, photoIds: Int32Array): Compare {
    const { sortAtMs } = columns
    switch (order) {
      case 'newest':
        return (a, b) => (sortAtMs[b] as number) - (sortAtMs[a] as number) || b - a
      case 'oldest':
        return (a, b) => (sortAtMs[a] as number) - (sortAtMs[b] as number) || a - b
      case 'name':
        return names.comparing(photoIds)
      default:
        return assertNever(order)
    }
  }

  return (photoIds, order, limit) => {
    const compare = comparing(order, photoIds)
    const ids = photoIds.slice()
    if (limit * choosingPays >= ids.length) return ids.sort(compare).subarray(0, limit)
    if (limit <= 0) return ids.subarray(0, 0)
    // Written for plain arrays, and at home in any that is indexed.
    quickselect(ids as unknown as number[], limit - 1, 0, ids.length - 1, compare)
    return ids.slice(0, limit).sort(compare)
  }
}
