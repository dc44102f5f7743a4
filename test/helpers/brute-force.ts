import Database from 'better-sqlite3'
import type { QueryFilter } from '../../src-preload/contract/index.ts'

interface Row {
  readonly id: number
  readonly root_path: string
  readonly relative_path: string
  readonly missing_since_ms: number | null
  readonly hidden_at_ms: number | null
  readonly favourite_at_ms: number | null
  readonly companions: number
  readonly sort_at_ms: number
  readonly width: number
  readonly height: number
  readonly size_bytes: number
  readonly format: string
  readonly camera: string | null
  readonly lens: string | null
  readonly rating: number | null
  readonly file_rating: number | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly title: string | null
  readonly caption: string | null
  readonly keywords: string | null
  readonly tags: readonly string[]
  readonly collections: readonly string[]
}

interface Wanted {
  readonly filter: QueryFilter
  readonly isExcluded: boolean
}

/** What filters should find, worked out photo by photo from the plain rows. */
export function bruteForce(file: string, filters: readonly Wanted[]): number[] {
  const asks = (state: string) =>
    filters.some(
      ({ filter, isExcluded }) =>
        !isExcluded && filter.key === 'is' && (filter.any as string[]).includes(state),
    )
  return readRows(file)
    .filter((row) => row.missing_since_ms === null || asks('missing'))
    .filter((row) => row.hidden_at_ms === null || asks('hidden'))
    .filter((row) => filters.every(({ filter, isExcluded }) => meets(row, filter) !== isExcluded))
    .map(({ id }) => id)
}

function readRows(file: string): Row[] {
  const db = new Database(file, { readonly: true })
  const lists = (sql: string, id: number) => db.prepare(sql).pluck().all(id) as string[]
  const rows = db
    .prepare(
      `SELECT p.*, r.path AS root_path FROM photos p JOIN roots r ON r.id = p.root_id
       WHERE indexed_at_ms IS NOT NULL AND companion_of IS NULL AND left_out IS NULL ORDER BY p.id`,
    )
    .all() as Row[]
  const full = rows.map((row) => ({
    ...row,
    tags: lists('SELECT name FROM photo_tags JOIN tags ON tags.id = tag_id WHERE photo_id = ?', row.id),
    collections: lists(
      'SELECT name FROM collection_photos JOIN collections ON id = collection_id WHERE photo_id = ?',
      row.id,
    ),
  }))
  db.close()
  return full
}

const same = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0

function meets(row: Row, filter: QueryFilter): boolean {
  const rating = row.rating ?? row.file_rating ?? 0
  const keywords = JSON.parse(row.keywords ?? '[]') as string[]
  switch (filter.key) {
    case 'in':
      return filter.any.some((typed) => isIn(row, typed))
    case 'before':
      return row.sort_at_ms < filter.span.fromMs
    case 'after':
      return row.sort_at_ms >= filter.span.toMs
    case 'on':
      return row.sort_at_ms >= filter.span.fromMs && row.sort_at_ms < filter.span.toMs
    case 'month':
      return filter.any.includes(new Date(row.sort_at_ms).getUTCMonth() + 1)
    case 'camera':
      return filter.any.some((part) => (row.camera ?? '').toLowerCase().includes(part.toLowerCase()))
    case 'lens':
      return filter.any.some((part) => (row.lens ?? '').toLowerCase().includes(part.toLowerCase()))
    case 'type':
      return filter.any.includes(row.format) || (filter.any.includes('raw') && row.companions % 2 === 1)
    case 'is':
      return filter.any.some((value) => isSo(row, value))
    case 'rating':
      return isWithin(filter.range, rating)
    case 'tag':
      return filter.any.some((tag) => [...row.tags, ...keywords].some((own) => same(own, tag)))
    case 'collection':
      return filter.any.some((name) => row.collections.some((own) => same(own, name)))
    case 'near':
      return (
        row.latitude !== null &&
        row.longitude !== null &&
        kilometres([filter.latitude, filter.longitude], [row.latitude, row.longitude]) <= filter.km
      )
    case 'size':
      return isWithin(filter.range, filter.unit === 'bytes' ? row.size_bytes : (row.width * row.height) / 1e6)
    case 'has':
      return filter.any.some(
        (what) =>
          ({
            gps: row.latitude !== null,
            title: Boolean(row.title),
            caption: Boolean(row.caption),
            keywords: keywords.length > 0,
            tags: row.tags.length > 0,
            rating: rating > 0,
            camera: Boolean(row.camera),
          })[what],
      )
    case 'place':
      throw new Error('places are tested by themselves')
  }
}

function isIn(row: Row, typed: string): boolean {
  const folder = `${row.root_path}/${row.relative_path}`.split('/').slice(0, -1).join('/')
  const isAbsolute = typed.startsWith('/') || typed.startsWith('C:') || typed.startsWith('c:')
  return isAbsolute ? clean(folder).startsWith(clean(typed)) : clean(folder).includes(clean(typed))
}

const clean = (path: string) =>
  `/${path.toLowerCase().replaceAll('\\', '/').replaceAll('/./', '/')}/`.replace(/\/+/g, '/')

function isSo(row: Row, value: string): boolean {
  const isSquare = Math.abs(row.width - row.height) <= Math.max(row.width, row.height) / 100
  if (value === 'square') return isSquare
  if (value === 'landscape') return !isSquare && row.width > row.height
  if (value === 'portrait') return !isSquare && row.width < row.height
  if (value === 'favourite') return row.favourite_at_ms !== null
  if (value === 'missing') return row.missing_since_ms !== null
  if (value === 'hidden') return row.hidden_at_ms !== null
  if (value === 'live') return row.companions >= 2
  // The random library has no PNG of a screen's size.
  return row.camera === null && /Screenshot |Bildschirmfoto /.test(row.relative_path)
}

function isWithin(
  range: { min: number | null; max: number | null; isMinIncluded: boolean; isMaxIncluded: boolean },
  value: number,
): boolean {
  const low = range.min ?? -Infinity
  const high = range.max ?? Infinity
  return (
    (value > low || (range.isMinIncluded && value === low)) &&
    (value < high || (range.isMaxIncluded && value === high))
  )
}

const rad = (degrees: number) => (degrees * Math.PI) / 180

/** By the spherical law of cosines. */
function kilometres(
  [lat1, lon1]: readonly [number, number],
  [lat2, lon2]: readonly [number, number],
): number {
  const cosine =
    Math.sin(rad(lat1)) * Math.sin(rad(lat2)) +
    Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.cos(rad(lon2 - lon1))
  return 6371.0088 * Math.acos(Math.max(-1, Math.min(1, cosine)))
}
