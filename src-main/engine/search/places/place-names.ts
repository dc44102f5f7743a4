import { foldText } from '../../catalog/search/fold-text.ts'
import type { CityTable } from './city-table.ts'

/** The names of the regions and countries of cities. */
export interface PlaceNames {
  regionOf(city: number): string
  countryOf(city: number): string
  /** 1 for each of the table's regions that has this folded name or lies in a country that has, by number. */
  inArea(folded: string): Uint8Array
}

/** What people call countries besides their English names and ISO codes. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  AE: ['uae', 'emirates'],
  CZ: ['czech republic'],
  GB: ['uk', 'great britain', 'britain'],
  NL: ['holland', 'the netherlands'],
  TR: ['turkey'],
  US: ['usa', 'america', 'united states of america'],
  MM: ['burma'],
  MK: ['macedonia'],
  CI: ['ivory coast'],
  KR: ['korea'],
}

/** `regionNames`: English names by `COUNTRY.REGION`. */
export function placeNames(
  { region, regions }: CityTable,
  regionNames: ReadonlyMap<string, string>,
): PlaceNames {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const countries = regions.map((code) => nameOf(code.slice(0, 2)))
  const areas = regions.map((code, n) => {
    const country = code.slice(0, 2)
    const names = [regionNames.get(code) ?? '', countries[n] ?? '', country, ...(otherNames[country] ?? [])]
    return new Set(names.map(foldText).filter((name) => name !== ''))
  })

  function nameOf(country: string): string {
    try {
      return english.of(country) ?? country
    } catch {
      return country
    }
  }

  return {
    regionOf: (city) => regionNames.get(regions[region[city] as number] ?? '') ?? '',
    countryOf: (city) => countries[region[city] as number] ?? '',
    inArea: (folded) => Uint8Array.from(areas, (names) => Number(names.has(folded))),
  }
}
