import type { NumberRange, QueryFilter } from './query-parts.ts'
import { shown, wrong, type Wrong } from './wrong.ts'

/** `5`, `>=4`, `<3`, `3..5`: whole stars from 0 to 5. */
export function readRating(text: string): NumberRange | Wrong {
  const read = readBounds(text, (end) => (/^[0-5]$/.test(end) ? Number(end) : null))
  if (!read)
    return wrong(`${shown(text)} is no rating: expected 0 to 5, such as rating:5, rating:>=4 or rating:3..5.`)
  const { range, isPlain } = read
  if (isPlain) return { ...range, max: range.min, isMaxIncluded: true }
  if (range.max === 0 && !range.isMaxIncluded)
    return wrong('No rating is below 0: expected such as rating:<3.')
  if (range.min === 5 && !range.isMinIncluded)
    return wrong('No rating is above 5: expected such as rating:>=4.')
  return isReversed(range) ? wrong(reversed(text)) : range
}

type Size = Extract<QueryFilter, { key: 'size' }>

/** `>12mp`, `<500kb`, `2mb..8mb`; `12mp` means at least that. A kilobyte is 1000 bytes. */
export function readSize(text: string): Pick<Size, 'range' | 'unit'> | Wrong {
  const units = new Set<Size['unit']>()
  const lastUnit = /[a-z]+\s*$/i.exec(text)?.[0] ?? ''
  const read = readBounds(text, (end, isFirst) => {
    const size = /^(\d{1,13}(?:\.\d{1,6})?)\s*([a-z]*)$/i.exec(end)
    if (!size) return null
    const unit = sizeUnits.get((size[2] || (isFirst ? lastUnit : '')).trim().toLowerCase())
    if (!unit) return null
    units.add(unit.unit)
    const amount = Number(size[1]) * unit.factor
    return unit.unit === 'bytes' ? Math.round(amount) : Math.round(amount * 1000) / 1000
  })
  const [unit] = units
  if (!read || !unit || (read.range.max ?? 0) > largestSize || (read.range.min ?? 0) > largestSize) {
    return wrong(
      `${shown(text)} is no size: expected a number with mp, kb, mb or gb, such as size:>12mp or size:<500kb.`,
    )
  }
  if (units.size > 1)
    return wrong(`${shown(text)} mixes pixels and bytes: write both ends in the same kind of unit.`)
  return isReversed(read.range) ? wrong(reversed(text)) : { range: read.range, unit }
}

export function printRating({ min, isMinIncluded, max, isMaxIncluded }: NumberRange): string {
  if (min !== null && min === max) return `${min}`
  return printBounds({ min, isMinIncluded, max, isMaxIncluded }, String)
}

export function printSize({ range, unit }: Pick<Size, 'range' | 'unit'>): string {
  return printBounds(range, unit === 'bytes' ? printBytes : (value) => `${Math.round(value * 1000) / 1000}mp`)
}

const largestSize = 1e12

const sizeUnits = new Map<string, { unit: Size['unit']; factor: number }>([
  ['mp', { unit: 'megapixels', factor: 1 }],
  ['b', { unit: 'bytes', factor: 1 }],
  ['kb', { unit: 'bytes', factor: 1e3 }],
  ['mb', { unit: 'bytes', factor: 1e6 }],
  ['gb', { unit: 'bytes', factor: 1e9 }],
])

/** In the largest unit that says it exactly with three decimals. */
function printBytes(bytes: number): string {
  for (const [name, factor] of [['gb', 1e9] as const, ['mb', 1e6] as const, ['kb', 1e3] as const]) {
    const amount = Math.round((bytes / factor) * 1000) / 1000
    if (amount >= 1 && Math.round(amount * factor) === bytes) return `${amount}${name}`
  }
  return `${bytes}b`
}

/** `isPlain`: one number without a sign before it, taken as the least. */
function readBounds(text: string, read: (end: string, isFirst: boolean) => number | null) {
  const ends = text.split('..', 3).map((end) => end.trim())
  if (ends.length > 2) return null
  if (ends.length === 2) {
    const [min, max] = [read(ends[0] ?? '', true), read(ends[1] ?? '', false)]
    if (min === null || max === null) return null
    return { range: { min, isMinIncluded: true, max, isMaxIncluded: true }, isPlain: false }
  }
  const [, sign, end = ''] = /^([<>]?=?)\s*(.*)$/s.exec(ends[0] ?? '') ?? []
  const value = read(end, true)
  if (value === null) return null
  const isIncluded = sign !== '<' && sign !== '>'
  const range = sign?.startsWith('<')
    ? { min: null, isMinIncluded: false, max: value, isMaxIncluded: isIncluded }
    : { min: value, isMinIncluded: isIncluded, max: null, isMaxIncluded: false }
  return { range, isPlain: sign === '' || sign === '=' }
}

/** Bounds on both sides include their ends: the language has no way to say otherwise. */
function printBounds(
  { min, isMinIncluded, max, isMaxIncluded }: NumberRange,
  print: (value: number) => string,
) {
  if (min !== null && max !== null) return `${print(min)}..${print(max)}`
  if (min !== null) return `${isMinIncluded ? '>=' : '>'}${print(min)}`
  return max === null ? '' : `${isMaxIncluded ? '<=' : '<'}${print(max)}`
}

const isReversed = ({ min, max }: NumberRange): boolean => min !== null && max !== null && min > max

const reversed = (text: string): string =>
  `${shown(text)} ends before it begins: write the smaller number first.`
