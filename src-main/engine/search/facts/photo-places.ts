import type { Places } from '../places/places.ts'
import { bit, type FactColumns } from './fact-columns.ts'

/** Which city each photo was taken in or near: found when first asked for, and kept. */
export interface PhotoPlaces {
  test(names: readonly string[]): (photoId: number) => boolean
  /** 0: none. */
  cityOf(photoId: number): number
  isKnown(photoId: number): boolean
  /** The photo may lie elsewhere now. */
  forget(photoId: number): void
  forgetAll(): void
}

const notAsked = -1

export function photoPlaces(columns: FactColumns, places: Places): PhotoPlaces {
  let cities = new Int32Array(0)

  function cityOf(photoId: number): number {
    if (((columns.bits[photoId] ?? 0) & bit.gps) === 0) return 0
    if (photoId >= cities.length) {
      const larger = new Int32Array(columns.length).fill(notAsked)
      larger.set(cities)
      cities = larger
    }
    const known = cities[photoId] as number
    if (known !== notAsked) return known
    return (cities[photoId] = places.cityAt(
      columns.latitude[photoId] as number,
      columns.longitude[photoId] as number,
    ))
  }

  return {
    test: (names) => {
      const wanted = places.matching(names)
      return (photoId) => wanted[cityOf(photoId)] === 1
    },
    cityOf,
    isKnown: (photoId) => (cities[photoId] ?? notAsked) !== notAsked,
    forget: (photoId) => {
      if (photoId < cities.length) cities[photoId] = notAsked
    },
    forgetAll: () => {
      cities.fill(notAsked)
    },
  }
}
