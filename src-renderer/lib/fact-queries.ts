import { printValue } from '../../src-preload/contract/language/index.ts'
import type { FilterKey } from '../../src-preload/contract/language/index.ts'

/** A fact of a photo as a filter of the search box. */
export const filterText = (key: FilterKey, value: string): string => `${key}:${printValue(value)}`

/** Of the day on which a photo was taken: `on:2019-05-12`. `takenAtMs` is local time read as UTC. */
export const dayText = (takenAtMs: number): string => `on:${isoDate(takenAtMs)}`

/** `on:2019-05` */
export const monthText = (takenAtMs: number): string => `on:${isoDate(takenAtMs).replace(/-\d+$/u, '')}`

/** A walk around: a GPS receiver between houses is off by as much. */
const aroundKm = 1

export const nearText = (latitude: number, longitude: number): string =>
  `near:${rounded(latitude)},${rounded(longitude)},${aroundKm}`

const isoDate = (ms: number): string => new Date(ms).toISOString().replace(/T.*/u, '')

/** To 10 metres. */
const rounded = (degrees: number): number => Number(degrees.toFixed(4))
