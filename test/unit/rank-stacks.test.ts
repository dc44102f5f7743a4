import { expect, it } from 'vitest'
import { nearDuplicateFrom, stacksOf } from '../../src-main/engine/search/rank/stacks.ts'

const starter = { textToImage: null, imageToImage: { mean: 0.092, std: 0.124 } }
const clip = { textToImage: null, imageToImage: { mean: 0.52, std: 0.098 } }

/** A unit vector at this angle. */
function at(degrees: number): Float32Array {
  const radians = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(radians), Math.sin(radians))
}

it('asks for more than different photos reach, whatever the model', () => {
  expect(nearDuplicateFrom(starter)).toBeGreaterThan(0.864)
  expect(nearDuplicateFrom(starter)).toBeLessThan(0.963)
  expect(nearDuplicateFrom(clip)).toBeGreaterThan(0.93)
  expect(nearDuplicateFrom({ textToImage: null, imageToImage: null })).toBeGreaterThan(0.95)
})

it('puts each near-duplicate behind the first of its kind', () => {
  expect(stacksOf([at(0), at(60), at(5), at(63), at(120)], starter)).toEqual([0, 1, 0, 1, 4])
})

it('does not grow a stack from neighbour to neighbour', () => {
  expect(stacksOf([at(0), at(20), at(40)], starter)).toEqual([0, 0, 2])
})

it('leaves photos without a vector alone', () => {
  expect(stacksOf([undefined, at(0), undefined, at(1)], starter)).toEqual([0, 1, 2, 1])
  expect(stacksOf([], starter)).toEqual([])
})
