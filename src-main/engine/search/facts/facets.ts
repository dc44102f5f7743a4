import type { Facet, SearchFacets } from '../../../../src-preload/contract/index.ts'
import type { Places } from '../places/places.ts'
import { yearOf } from './civil-date.ts'
import { bit, findableMask } from './fact-columns.ts'
import type { TestSources } from './filter-test.ts'
import { folded } from './folded.ts'
import { folderFacets } from './folder-facets.ts'
import { shapeOf } from './shape.ts'

/** More is not offered under the search box: who types on finds the others. */
const mostOffered = 200

/** What the photos that can be found could be filtered by. One pass over the columns. */
export function findFacets({ columns, rows, places: ofPhotos }: TestSources, places: Places): SearchFacets {
  const { bits, sortAtMs, width, height, camera, lens, format, rating, keywordSet, folder } = columns
  const rawCode = columns.formats.codeOf('raw')
  const years = new Map<string, number>()
  const is = new Map<string, number>()
  const cameras = new Uint32Array(columns.cameras.size)
  const lenses = new Uint32Array(columns.lenses.size)
  const formats = new Uint32Array(columns.formats.size)
  const ratings = new Uint32Array(6)
  const folders = new Uint32Array(columns.folders.size)
  const sets = new Map<number, number>()
  const cities = new Map<number, number>()
  let withRaw = 0
  let withGps = 0

  for (let id = 0; id < columns.length; id += 1) {
    const flags = bits[id] as number
    if ((flags & bit.known) === 0) continue
    if ((flags & findableMask) !== bit.known) {
      if ((flags & bit.hidden) === 0) add(is, 'missing')
      else if ((flags & bit.missing) === 0) add(is, 'hidden')
      continue
    }
    add(years, String(yearOf(sortAtMs[id] as number)))
    const shape = shapeOf(width[id] as number, height[id] as number)
    if (shape) add(is, shape)
    if (flags & bit.favourite) add(is, 'favourite')
    if (flags & bit.screenshot) add(is, 'screenshot')
    if (flags & bit.video) add(is, 'live')
    if (flags & bit.raw || format[id] === rawCode) withRaw += 1
    tally(cameras, camera[id] as number)
    tally(lenses, lens[id] as number)
    tally(formats, format[id] as number)
    tally(ratings, rating[id] as number)
    tally(folders, folder[id] as number)
    if (keywordSet[id] !== 0) add(sets, keywordSet[id] as number)
    if (flags & bit.gps) {
      withGps += 1
      add(cities, ofPhotos.cityOf(id))
    }
  }
  formats[rawCode] = withRaw

  return {
    years: facets(years).toSorted((a, b) => Number(b.value) - Number(a.value)),
    types: mostFirst(coded(formats, columns.formats.textOf)),
    cameras: mostFirst(coded(cameras, columns.cameras.textOf)),
    lenses: mostFirst(coded(lenses, columns.lenses.textOf)),
    places: mostFirst(placesOf(cities, places)),
    is: mostFirst(facets(is)),
    ratings: Array.from(ratings, (photos, stars) => ({ value: String(stars), photos })).filter(
      ({ photos }) => photos > 0,
    ),
    tags: mostFirst(tagsOf(sets)),
    folders: mostFirst(folderFacets(columns.folders, folders, rows.roots(), mostOffered)),
    collections: mostFirst(collectionsOf()).slice(0, mostOffered),
    withGps,
  }

  function isFindable(id: number): boolean {
    return ((bits[id] ?? 0) & findableMask) === bit.known
  }

  function collectionsOf(): Facet[] {
    return rows
      .collections()
      .map(({ id, name }) => ({ value: name, photos: rows.inCollection(id).filter(isFindable).length }))
      .filter(({ photos }) => photos > 0)
  }

  /** The person's tags and the files' keywords; a photo that has a word as both counts once. */
  function tagsOf(photosBySet: ReadonlyMap<number, number>): Facet[] {
    const counts = new Map<string, { value: string; photos: number }>()
    const count = (value: string, photos: number) => {
      const key = folded(value)
      const known = counts.get(key) ?? { value, photos: 0 }
      known.photos += photos
      counts.set(key, known)
    }
    const names = new Map(rows.tags().map(({ id, name }) => [id, name]))
    for (const { tagId, photoId } of rows.allTags()) {
      if (!isFindable(photoId)) continue
      const name = names.get(tagId)
      if (name !== undefined && !keysOf(keywordSet[photoId] as number).has(folded(name))) count(name, 1)
    }
    for (const [set, photos] of photosBySet)
      for (const [key, value] of keysOf(set)) count(value, key === '' ? 0 : photos)
    return [...counts.values()].filter(({ photos }) => photos > 0)
  }

  /** The keywords of a set, each once however it is spelt. */
  function keysOf(set: number): Map<string, string> {
    const { keywords, setOf } = columns.keywordSets
    return new Map(setOf(set).map((code) => [folded(keywords.textOf(code)), keywords.textOf(code)]))
  }
}

/** Cities and countries, as far as they can be told. */
function placesOf(cities: ReadonlyMap<number, number>, places: Places): Facet[] {
  const counts = new Map<string, number>()
  for (const [city, photos] of cities) {
    const place = places.placeOfCity(city)
    if (!place) continue
    for (const name of new Set([place.city, place.country]))
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + photos)
  }
  return facets(counts)
}

function coded(counts: Uint32Array, textOf: (code: number) => string): Facet[] {
  return Array.from(counts, (photos, code) => ({ value: textOf(code), photos })).filter(
    ({ value, photos }) => value !== '' && photos > 0,
  )
}

function facets(counts: ReadonlyMap<string, number>): Facet[] {
  return Array.from(counts, ([value, photos]) => ({ value, photos }))
}

function mostFirst(found: readonly Facet[]): Facet[] {
  return found.toSorted((a, b) => b.photos - a.photos || (a.value < b.value ? -1 : 1))
}

function tally(counts: Uint32Array, code: number): void {
  counts[code] = (counts[code] as number) + 1
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
