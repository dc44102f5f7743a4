import { describe, expect, test } from 'vitest'
import { carryOver, choose, chooseAll, chooseNone, nothingChosen } from '../../src-renderer/lib/selection.ts'

const ids = [10, 20, 30, 40, 50]
const plain = { range: false, toggle: false }
const range = { range: true, toggle: false }
const toggle = { range: false, toggle: true }

describe('the selection', () => {
  test('holds one photo after a plain click', () => {
    const selection = choose(choose(nothingChosen, ids, 0, plain), ids, 3, plain)
    expect([...selection.chosen]).toEqual([40])
    expect(selection.activeId).toBe(40)
  })

  test('reaches from the anchor in both directions with Shift', () => {
    const start = choose(nothingChosen, ids, 2, plain)
    const down = choose(start, ids, 4, range)
    expect([...down.chosen]).toEqual([30, 40, 50])
    expect([...choose(down, ids, 0, range).chosen]).toEqual([10, 20, 30])
  })

  test('takes single photos in and out with Ctrl', () => {
    const two = choose(choose(nothingChosen, ids, 0, plain), ids, 2, toggle)
    expect([...two.chosen]).toEqual([10, 30])
    expect([...choose(two, ids, 0, toggle).chosen]).toEqual([30])
  })

  test('chooses all and none', () => {
    const all = chooseAll(nothingChosen, ids)
    expect(all.chosen.size).toBe(5)
    expect(all.activeId).toBe(10)
    expect(chooseNone(all).chosen.size).toBe(0)
    expect(chooseNone(all).activeId).toBe(10)
  })

  test('forgets photos that left and moves on to the next that stayed', () => {
    const selection = choose(nothingChosen, ids, 2, plain)
    const after = carryOver(selection, ids, [10, 20, 40, 50])
    expect(after.chosen.size).toBe(0)
    expect(after.activeId).toBe(40)
  })

  test('moves back when nothing later stayed', () => {
    const selection = choose(nothingChosen, ids, 4, plain)
    expect(carryOver(selection, ids, [10, 20]).activeId).toBe(20)
    expect(carryOver(selection, ids, []).activeId).toBeNull()
  })

  test('ignores a click beyond the list', () => {
    expect(choose(nothingChosen, ids, 9, plain)).toBe(nothingChosen)
  })
})
