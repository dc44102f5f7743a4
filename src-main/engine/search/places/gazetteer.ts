import { around, distance } from 'geokdbush'
import KDBush from 'kdbush'
import type { CityTable } from './city-table.ts'

/** Which city a place belongs to. */
export interface Gazetteer {
  /** The city that this place lies in or near, or the negative number of one that tells only region and country; 0: none. */
  nearest(latitude: number, longitude: number): number
  /** The large city that a city is a part or a suburb of; itself when there is none. */
  largeCityOf(city: number): number
}

/** Farther than this from every city there is nothing to be said: the high seas, Antarctica. */
const farKm = 150
/** A large city lends its name to a wider country around it. */
const nearKm = (population: number) => (population >= 1_000_000 ? 40 : population >= 100_000 ? 30 : 20)
/** Cities of this size have parts and suburbs. */
const largeFrom = 100_000

/** How far a large city reaches over its suburbs: 7 km with a million people, 20 km with eight. */
const suburbsKm = (population: number) => 7 * Math.sqrt(population / 1_000_000)

export function* buildGazetteer(cities: CityTable): Generator<void, Gazetteer> {
  const { size, latitude, longitude, population, region } = cities
  const index = new KDBush(size - 1)
  for (let city = 1; city < size; city += 1) index.add(longitude[city] as number, latitude[city] as number)
  yield
  index.finish()
  yield
  const largeCity = new Int32Array(size)
  const large: number[] = []
  for (let city = 1; city < size; city += 1) {
    largeCity[city] = city
    if ((population[city] as number) >= largeFrom) large.push(city)
  }
  // The largest comes last and has its way.
  large.sort((a, b) => (population[a] as number) - (population[b] as number))
  for (const [n, city] of large.entries()) {
    const people = population[city] as number
    const isPart = (item: number) =>
      region[item + 1] === region[city] && (population[item + 1] as number) * 2 <= people
    const at = [longitude[city] as number, latitude[city] as number] as const
    for (const item of around(index, ...at, Infinity, suburbsKm(people), isPart)) largeCity[item + 1] = city
    if (n % 20 === 0) yield
  }
  return {
    nearest: (north, east) => {
      const [item] = around(index, east, north, 1, farKm)
      if (item === undefined) return 0
      const city = item + 1
      const km = distance(east, north, longitude[city] as number, latitude[city] as number)
      return km <= nearKm(population[largeCity[city] as number] as number) ? city : -city
    },
    largeCityOf: (city) => largeCity[city] ?? city,
  }
}
