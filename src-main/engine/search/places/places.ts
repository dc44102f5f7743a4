/** Where a photo was taken, in words. */
export interface Place {
  readonly city: string
  /** The state, province or the like; '' where there is none. */
  readonly region: string
  /** Its English name. */
  readonly country: string
}

/** Cities of the world by their coordinates, without asking anyone. Read when first needed. */
export interface Places {
  /** Reads the data without holding anything up. Others that are asked before read them on the spot. */
  load(): Promise<void>
  /** Why nothing can be told: one sentence; null when all is well. */
  problem(): string | null
  /** The city that this place lies in or near; 0: none, on the high seas say. */
  cityAt(latitude: number, longitude: number): number
  placeOfCity(city: number): Place | null
  placeOf(latitude: number, longitude: number): Place | null
  /** 1 for each city with this name, or in a region or country of this name, by the city's number. */
  matching(names: readonly string[]): Uint8Array
}

/** Where no data are at hand. */
export function noPlaces(problem = 'Place names are not available.'): Places {
  return {
    load: () => Promise.resolve(),
    problem: () => problem,
    cityAt: () => 0,
    placeOfCity: () => null,
    placeOf: () => null,
    matching: () => new Uint8Array(1),
  }
}
