import { parseQuery, printPart, printValue, localNowMs } from '../../src-preload/contract/language/index.ts'
import type { FilterKey, QueryFilter, SortOrder } from '../../src-preload/contract/language/index.ts'
import { readBox, withPartAdded, withoutChip, withChipText } from './search-box.ts'
import type { Chip, SearchBox } from './search-box.ts'

/** The filters of which several values may stand beside each other: one of them is enough. */
type ListFilter = Extract<QueryFilter, { readonly any: readonly unknown[] }>

/** Whether the filter panel shows a value as chosen. */
export function hasValue(box: SearchBox, key: FilterKey, value: string): boolean {
  const filter = chipOfKey(box, key)?.filter
  if (!filter) return false
  if (isList(filter)) return filter.any.some((one) => isSame(`${one}`, value))
  const chosen = filterOf(key, value)
  return chosen !== null && meaningOf(chosen) === meaningOf(filter)
}

/**
 * Adds a value to the filter of its key, or takes it away. Values of one key are alternatives; a date or a rating takes the
 * place of another.
 */
export function withValueToggled(box: SearchBox, key: FilterKey, value: string): SearchBox {
  const at = chipOfKey(box, key)
  const isOn = hasValue(box, key, value)
  if (!at) return withPartAdded(box, `${key}:${printValue(value)}`)
  if (!isList(at.filter)) {
    return isOn ? withoutChip(box, at.index) : withChipText(box, at.index, `${key}:${printValue(value)}`)
  }
  const values = at.filter.any.map(String)
  const next = isOn ? values.filter((one) => !isSame(one, value)) : [...values, value]
  if (next.length === 0) return withoutChip(box, at.index)
  return withChipText(box, at.index, `${key}:${next.map(printValue).join('|')}`)
}

/** The order that goes without saying: the best match first, or by date where nothing is compared. */
export function usualOrder(box: SearchBox): SortOrder {
  const { text, parts } = readBox(box)
  const isBrowsing = text === '' || parts.every(({ kind }) => kind === 'filter' || kind === 'sort')
  return isBrowsing ? 'newest' : 'relevance'
}

export function withOrder(box: SearchBox, order: SortOrder): SearchBox {
  const index = box.chips.findIndex(({ part }) => part.kind === 'sort')
  const others = index < 0 ? box : withoutChip(box, index)
  return order === usualOrder(others) ? others : withPartAdded(others, `sort:${order}`)
}

/** A picture's chip with a minus, or without the one it has. */
export function withMinusToggled(box: SearchBox, index: number): SearchBox {
  const part = box.chips[index]?.part
  if (part?.kind !== 'photo' && part?.kind !== 'picture') return box
  return withChipText(box, index, printPart({ ...part, isExcluded: !part.isExcluded }))
}

function chipOfKey({ chips }: SearchBox, key: FilterKey): { index: number; filter: QueryFilter } | null {
  const index = chips.findIndex((chip) => filterOfChip(chip)?.key === key)
  const chip = chips[index]
  const filter = chip && filterOfChip(chip)
  return filter ? { index, filter } : null
}

/** null for anything else, and for what is left out. */
function filterOfChip({ part }: Chip): QueryFilter | null {
  return part.kind === 'filter' && !part.isExcluded ? part.filter : null
}

function filterOf(key: FilterKey, value: string): QueryFilter | null {
  const parsed = parseQuery(`${key}:${printValue(value)}`, localNowMs())
  const part = parsed.kind === 'query' ? parsed.parts[0] : undefined
  return part?.kind === 'filter' ? part.filter : null
}

/** Without the words in which it was typed. */
const meaningOf = (filter: QueryFilter): string => JSON.stringify({ ...filter, text: '' })

const isList = (filter: QueryFilter): filter is ListFilter => 'any' in filter

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
