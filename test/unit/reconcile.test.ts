import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundFile, KnownFile } from '../../src-main/engine/catalog/rows.ts'
import { goneOf, reconcile } from '../../src-main/engine/library/scan/reconcile.ts'

const plain = {
  status: 'indexed',
  leftOut: null,
  companionOf: null,
  companions: 0,
  sidecar: null,
  sidecarMtimeMs: null,
  sidecarSizeBytes: null,
} as const
const paths = ['a.jpg', 'b.jpg', 'in/a.jpg', 'in/b.jpg', 'in/deep/c.jpg', 'inside.jpg']
const file = fc.record({
  relativePath: fc.constantFrom<string>(...paths),
  sizeBytes: fc.integer({ min: 0, max: 2 }),
  mtimeMs: fc.integer({ min: 0, max: 2 }),
  inode: fc.integer({ min: 1, max: 3 }),
})
const foundFiles = fc.uniqueArray(file, { selector: (each) => each.relativePath })
const knownFiles = fc
  .uniqueArray(fc.tuple(file, fc.boolean()), { selector: ([each]) => each.relativePath })
  .map((rows) =>
    rows.map(([each, missing], id): KnownFile => ({
      ...each,
      id,
      ...plain,
      missingSinceMs: missing ? 1 : null,
    })),
  )

describe('comparing known with found files', () => {
  it('puts each found file into one list at most, and each into the right one', () => {
    fc.assert(
      fc.property(knownFiles, foundFiles, (rows, found) => {
        const known = byPath(rows)
        const { added, changed, renumbered, back } = reconcile(known, found)
        const told = [
          ...added,
          ...changed.map((each) => each.file),
          ...renumbered.map((each) => each.file),
          ...back,
        ].map((each) => each.relativePath)
        expect(new Set(told).size).toBe(told.length)
        for (const each of found) {
          const row = known.get(each.relativePath)
          const same = row?.sizeBytes === each.sizeBytes && row.mtimeMs === each.mtimeMs
          const quiet = same && row.inode === each.inode && row.missingSinceMs === null
          expect(told.includes(each.relativePath)).toBe(!quiet)
          expect(added.includes(each)).toBe(row === undefined)
          expect(changed.some(({ file: altered }) => altered === each)).toBe(row !== undefined && !same)
        }
      }),
    )
  })

  it('finds nothing to do once what was found is known', () => {
    fc.assert(
      fc.property(foundFiles, (found) => {
        const known = byPath(found.map((each, id) => present(each, id)))
        const differences = reconcile(known, found)
        expect(Object.values(differences).flat()).toEqual([])
        expect(goneOf(known.values(), new Set(known.keys()), new Set())).toEqual([])
      }),
    )
  })

  it('calls gone exactly what is known, unseen, not missing yet, and not below an unreadable folder', () => {
    fc.assert(
      fc.property(knownFiles, foundFiles, fc.subarray(['in', 'in/deep']), (rows, found, unreadable) => {
        const seen = new Set(found.map((each) => each.relativePath))
        const gone = new Set(goneOf(rows, seen, new Set(unreadable)))
        for (const row of rows) {
          const hidden = unreadable.some((folder) => row.relativePath.startsWith(`${folder}/`))
          expect(gone.has(row)).toBe(!seen.has(row.relativePath) && row.missingSinceMs === null && !hidden)
        }
      }),
    )
  })

  it('calls nothing gone when the root itself cannot be read', () => {
    const row = present({ relativePath: 'a.jpg', sizeBytes: 1, mtimeMs: 1, inode: 1 }, 1)
    expect(goneOf([row], new Set(), new Set(['']))).toEqual([])
  })

  it('brings back a missing photo that lies there as it was', () => {
    const row = {
      ...present({ relativePath: 'a.jpg', sizeBytes: 1, mtimeMs: 1, inode: 1 }, 7),
      missingSinceMs: 5,
    }
    const { back } = reconcile(byPath([row]), [{ relativePath: 'a.jpg', sizeBytes: 1, mtimeMs: 1, inode: 1 }])
    expect(back.map(({ id }) => id)).toEqual([7])
  })
})

function present(file: FoundFile, id: number): KnownFile {
  return { ...file, ...plain, id, missingSinceMs: null }
}

function byPath(rows: readonly KnownFile[]): Map<string, KnownFile> {
  return new Map(rows.map((row) => [row.relativePath, row]))
}
