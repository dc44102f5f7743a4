import { afterAll, beforeAll, expect, test } from 'vitest'
import { requests } from '../../src-preload/contract/index.ts'
import { tempDir } from '../helpers/temp.ts'
import { badCases, goodCases, unknownCases, type Case } from './cases.ts'
import type { Door } from './door.ts'
import { fillLibrary, makeHome, type TestLibrary } from './library.ts'

/** The one suite that runs behind every door. */
export function contractSuite(
  kind: Door['kind'],
  open: (dataDir: string, home: string) => Promise<Door>,
): void {
  let door: Door
  let library: TestLibrary

  beforeAll(async () => {
    const home = tempDir('contract-home')
    await makeHome(home)
    door = await open(tempDir('contract-data'), home)
    library = await fillLibrary(door, home)
  })
  afterAll(() => door?.close())

  for (const one of [...badCases, ...unknownCases, ...goodCases]) {
    const expected = outcomeAt(one, kind)
    if (expected === 'left out') continue
    test(`"${one.request}" with ${one.says} gives ${expected}`, async () => {
      const reply = await door.ask(one.request, one.args(library))
      expect(reply.ok ? 'ok' : reply.error.code, JSON.stringify(reply)).toBe(expected)
      if (!reply.ok) expect(reply.error.message).toMatch(/\S/)
      if (reply.ok) one.check?.(reply.value, library)
    })
  }

  test('every request of the contract is tried', () => {
    const tried = new Set(goodCases.map((one) => one.request))
    expect(Object.keys(requests).filter((name) => !tried.has(name))).toEqual([])
  })
}

function outcomeAt({ outcome }: Case, kind: Door['kind']): string {
  return typeof outcome === 'string' ? outcome : (outcome[kind] ?? outcome.else ?? 'left out')
}
