import type { PhotoPlace } from '../../../../src-preload/contract/index.ts'
import type { CityTable } from './city-table.ts'
import type { PlaceNames } from './place-names.ts'

/**
 * A place as people write it, and as `Places.matching` understands it: `Lisbon, Portugal`, with the region where the country
 * has more cities of that name. `city` is the one after which the place is called; null when it only tells the area.
 */
export function placeText(
  { names, region, regions }: CityTable,
  { regionOf, countryOf }: PlaceNames,
  at: number,
  city: number | null,
): PhotoPlace {
  const parts = [regionOf(at), countryOf(at)]
  if (city === null) return { kind: 'area', text: joined(parts) }
  const country = codeOf(city)
  const hasNamesake = names.some(
    (name, other) => name === names[city] && region[other] !== region[city] && codeOf(other) === country,
  )
  return { kind: 'city', text: joined([names[city] ?? '', ...(hasNamesake ? parts : parts.slice(1))]) }

  function codeOf(number: number): string {
    return (regions[region[number] as number] ?? '').slice(0, 2)
  }
}

/** `Singapore` is a city in a country of that name. */
const joined = (parts: readonly string[]): string =>
  [...new Set(parts.filter((part) => part !== ''))].join(', ')
