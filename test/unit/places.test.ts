import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPlaces } from '../../src-main/engine/search/places/places.ts'

const places = createPlaces()

it.each([
  ['the Louvre', 48.8606, 2.3376, { city: 'Paris', region: 'Île-de-France', country: 'France' }],
  ['a suburb of London', 51.538, -0.1, { city: 'London', region: 'England', country: 'United Kingdom' }],
  ['Brooklyn', 40.65, -73.95, { city: 'New York City', region: 'New York', country: 'United States' }],
  ['Reykjavík', 64.146, -21.942, { city: 'Reykjavík', country: 'Iceland' }],
  ['Sydney', -33.8568, 151.2153, { city: 'Sydney', region: 'New South Wales', country: 'Australia' }],
  ['Taveuni, beyond the date line', -16.85, -179.97, { country: 'Fiji' }],
  ['the middle of Iceland', 64.75, -18.5, { city: '', country: 'Iceland' }],
])('names %s', (_, latitude, longitude, expected) => {
  expect(places.placeOf(latitude, longitude)).toMatchObject(expected)
})

it.each([
  ['the Atlantic', 30, -40],
  ['Null Island', 0, 0],
  ['the South Pole', -90, 0],
  ['no place', NaN, 0],
  ['no place', 91, 181],
])('has no name for %s', (_, latitude, longitude) => {
  expect(places.placeOf(latitude, longitude)).toBeNull()
  expect(places.cityAt(latitude, longitude)).toBe(0)
})

const isIn = (name: string, latitude: number, longitude: number) =>
  places.matching([name])[places.cityAt(latitude, longitude)] === 1

it('takes a city, its region, its country and that one’s code, without case and accents', () => {
  const names = ['Paris', 'PARIS', 'ile-de-france', 'France', 'fr', 'Paris, France', 'paris,fr']
  for (const name of names) expect(isIn(name, 48.8606, 2.3376), name).toBe(true)
  for (const name of ['Lyon', 'Par', 'Germany', 'Paris, Texas', '', ','])
    expect(isIn(name, 48.8606, 2.3376), name).toBe(false)
  expect(isIn('Paris, Texas', 33.66, -95.55)).toBe(true)
  expect(isIn('New York', 40.65, -73.95)).toBe(true)
  expect(isIn('London', 51.538, -0.1)).toBe(true)
  expect(isIn('Islington', 51.538, -0.1)).toBe(true)
  expect(isIn('USA', 40.65, -73.95)).toBe(true)
  expect(isIn('reykjavik', 64.146, -21.942)).toBe(true)
  expect(isIn('Iceland', 64.75, -18.5)).toBe(true)
  expect(isIn('Reykjavik', 64.75, -18.5)).toBe(false)
})

it.each([
  ['Lisbon', 38.7112, -9.1365, 'city', 'Lisbon, Portugal'],
  ['Brooklyn', 40.65, -73.95, 'city', 'New York City, United States'],
  ['a Paris of several in the country', 33.66, -95.55, 'city', 'Paris, Texas, United States'],
  ['a city with a comma in its name', 38.8895, -77.0353, 'city', 'Washington, D.C., United States'],
  ['a city that is a country', 1.2897, 103.8501, 'city', 'Singapore'],
  ['the middle of Iceland', 64.75, -18.5, 'area', 'Northeast, Iceland'],
])('writes %s in a line', (_, latitude, longitude, kind, text) => {
  expect(places.textOf(latitude, longitude)).toEqual({ kind, text })
  expect(isIn(text, latitude, longitude)).toBe(true)
})

it('understands what it writes, all over the world', () => {
  let told = 0
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 75 }), fc.integer({ min: -180, max: 180 }), (north, east) => {
      const place = places.textOf(north, east)
      if (!place) return
      told += 1
      expect(isIn(place.text, north, east), place.text).toBe(true)
    }),
    { numRuns: 200 },
  )
  expect(told).toBeGreaterThan(20)
})

it('calls a place the same whichever photo of it was asked for first', () => {
  // Between two towns, 100 m apart.
  const others = createPlaces()
  const spots = Array.from({ length: 200 }, (_, n) => [48.7 + n * 0.001, 2.2 + n * 0.001] as const)
  const there = spots.map((spot) => places.cityAt(...spot))
  const back = spots.toReversed().map((spot) => others.cityAt(...spot))
  expect(back.toReversed()).toEqual(there)
})

it('is read in slices, and says when it cannot be', async () => {
  const fresh = createPlaces()
  const beat = { turns: 0, isDone: false }
  const loading = fresh.load().then(() => (beat.isDone = true))
  while (!beat.isDone) {
    beat.turns += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  await loading
  expect(beat.turns).toBeGreaterThan(10)
  expect(fresh.problem()).toBeNull()
  const none = createPlaces(() => '/nowhere/cities')
  await none.load()
  expect(none.problem()).toMatch(/^Place names are not available/)
  expect(none.placeOf(48, 2)).toBeNull()
  expect(none.textOf(48, 2)).toBeNull()
  expect(none.matching(['Paris'])[none.cityAt(48, 2)]).toBe(0)
})
