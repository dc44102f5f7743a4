import type {
  DateSpan,
  HasValue,
  IsValue,
  NumberRange,
  QueryFilter,
} from '../../../../src-preload/contract/index.ts'
import { assertNever } from '../../assert-never.ts'
import type { FactRows } from '../../catalog/search/fact-rows.ts'
import { monthOf } from './civil-date.ts'
import { distanceKm } from './distance.ts'
import { bit, type FactColumns } from './fact-columns.ts'
import { folded } from './folded.ts'
import { folderTest } from './in-folder.ts'
import type { PhotoPlaces } from './photo-places.ts'
import { shapeOf } from './shape.ts'

/** Whether a photo meets a filter. Asked for each photo of the library, so all that can be is found out before. */
export type PhotoTest = (photoId: number) => boolean

export interface TestSources {
  readonly columns: FactColumns
  readonly rows: FactRows
  readonly places: PhotoPlaces
}

export function filterTest(filter: QueryFilter, sources: TestSources): PhotoTest {
  const { columns } = sources
  switch (filter.key) {
    case 'in':
      return inFolder(filter.any, sources)
    case 'before':
      return taken(columns, { fromMs: -Infinity, toMs: filter.span.fromMs })
    case 'after':
      return taken(columns, { fromMs: filter.span.toMs, toMs: Infinity })
    case 'on':
      return taken(columns, filter.span)
    case 'month': {
      const { sortAtMs } = columns
      const wanted = new Uint8Array(13)
      for (const month of filter.any) wanted[month] = 1
      return (id) => wanted[monthOf(sortAtMs[id] as number)] === 1
    }
    case 'camera':
      return coded(columns.camera, columns.cameras.matching(partOf(filter.any)))
    case 'lens':
      return coded(columns.lens, columns.lenses.matching(partOf(filter.any)))
    case 'type':
      return ofType(filter.any, columns)
    case 'is':
      return any(filter.any.map((value) => isTest(value, columns)))
    case 'rating': {
      const { rating } = columns
      const wanted = Uint8Array.from({ length: 6 }, (_, stars) => Number(within(filter.range, stars)))
      return (id) => wanted[rating[id] as number] === 1
    }
    case 'tag':
      return tagged(filter.any, sources)
    case 'collection':
      return inCollection(filter.any, sources)
    case 'near': {
      const { bits, latitude, longitude } = columns
      return (id) =>
        ((bits[id] as number) & bit.gps) !== 0 &&
        distanceKm(filter.latitude, filter.longitude, latitude[id] as number, longitude[id] as number) <=
          filter.km
    }
    case 'place':
      return sources.places.test(filter.any)
    case 'size': {
      const { sizeBytes, width, height } = columns
      const { range } = filter
      if (filter.unit === 'bytes') return (id) => within(range, sizeBytes[id] as number)
      return (id) => within(range, ((width[id] as number) * (height[id] as number)) / 1_000_000)
    }
    case 'has':
      return any(filter.any.map((value) => hasTest(value, sources)))
    default:
      return assertNever(filter)
  }
}

function inFolder(typed: readonly string[], { columns, rows }: TestSources): PhotoTest {
  const tests = typed.map(folderTest)
  const rootPaths = new Map(rows.roots().map(({ id, path }) => [id, path]))
  const isWanted = (folder: string) => {
    const slash = folder.indexOf('/')
    const path = `${rootPaths.get(Number(folder.slice(0, slash))) ?? ''}${folder.slice(slash)}`
    return tests.some((test) => test(path))
  }
  return coded(columns.folder, columns.folders.matching(isWanted))
}

function taken({ sortAtMs }: FactColumns, { fromMs, toMs }: DateSpan): PhotoTest {
  return (id) => (sortAtMs[id] as number) >= fromMs && (sortAtMs[id] as number) < toMs
}

function partOf(parts: readonly string[]): (text: string) => boolean {
  const wanted = parts.map(folded)
  return (text) => {
    const whole = folded(text)
    return wanted.some((part) => whole.includes(part))
  }
}

function wholeOf(texts: readonly string[]): (text: string) => boolean {
  const wanted = new Set(texts.map(folded))
  return (text) => wanted.has(folded(text))
}

const otherNames = new Map([
  ['jpg', 'jpeg'],
  ['heif', 'heic'],
  ['tif', 'tiff'],
])

function ofType(types: readonly string[], { bits, format, formats }: FactColumns): PhotoTest {
  const wanted = types.map(folded).map((type) => otherNames.get(type) ?? type)
  const isStored = coded(format, formats.matching(wholeOf(wanted)))
  if (!wanted.includes('raw')) return isStored
  return (id) => ((bits[id] as number) & bit.raw) !== 0 || isStored(id)
}

function tagged(names: readonly string[], { columns, rows }: TestSources): PhotoTest {
  const isWanted = wholeOf(names)
  const byFile = columns.keywordSets.having(isWanted)
  const byPerson = idSet(
    rows
      .tags()
      .filter(({ name }) => isWanted(name))
      .map(({ id }) => rows.taggedWith(id)),
    columns.length,
  )
  const { keywordSet } = columns
  return (id) => byFile[keywordSet[id] as number] === 1 || byPerson[id] === 1
}

function inCollection(names: readonly string[], { columns, rows }: TestSources): PhotoTest {
  const isWanted = wholeOf(names)
  const found = rows.collections().filter(({ name }) => isWanted(name))
  const ids = idSet(
    found.map(({ id }) => rows.inCollection(id)),
    columns.length,
  )
  return (id) => ids[id] === 1
}

function isTest(value: IsValue, columns: FactColumns): PhotoTest {
  const { width, height } = columns
  switch (value) {
    case 'landscape':
    case 'portrait':
    case 'square':
      return (id) => shapeOf(width[id] as number, height[id] as number) === value
    case 'live':
      return hasBit(columns, bit.video)
    case 'favourite':
    case 'screenshot':
    case 'missing':
    case 'hidden':
      return hasBit(columns, bit[value])
    default:
      return assertNever(value)
  }
}

function hasTest(value: HasValue, { columns, rows }: TestSources): PhotoTest {
  const { keywordSet, rating, camera } = columns
  switch (value) {
    case 'gps':
    case 'title':
    case 'caption':
      return hasBit(columns, bit[value])
    case 'keywords':
      return (id) => keywordSet[id] !== 0
    case 'tags': {
      const ids = idSet([rows.tagged()], columns.length)
      return (id) => ids[id] === 1
    }
    case 'rating':
      return (id) => rating[id] !== 0
    case 'camera':
      return (id) => camera[id] !== 0
    default:
      return assertNever(value)
  }
}

function hasBit({ bits }: FactColumns, wanted: number): PhotoTest {
  return (id) => ((bits[id] as number) & wanted) !== 0
}

function coded(codes: Int32Array | Uint8Array, wanted: Uint8Array): PhotoTest {
  return (id) => wanted[codes[id] as number] === 1
}

function any(tests: readonly PhotoTest[]): PhotoTest {
  const [only] = tests
  if (only && tests.length === 1) return only
  return (id) => tests.some((test) => test(id))
}

function within({ min, isMinIncluded, max, isMaxIncluded }: NumberRange, value: number): boolean {
  if (min !== null && (isMinIncluded ? value < min : value <= min)) return false
  return max === null || (isMaxIncluded ? value <= max : value < max)
}

function idSet(lists: readonly (readonly number[])[], length: number): Uint8Array {
  const set = new Uint8Array(length)
  for (const ids of lists) for (const id of ids) set[id] = 1
  return set
}
