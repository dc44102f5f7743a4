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
  ctimeMs: null,
  sidecarCtimeMs: null,
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

  it('tells which files say that something of them changed, beside what an earlier version did not note', () => {
    const known = byPath(
      ['same.jpg', 'new.jpg', 'back.jpg', 'odd.jpg'].map((name, n) => ({
        ...present(stamped(name, 5), n),
        ctimeMs: name === 'new.jpg' ? null : 5,
        missingSinceMs: name === 'back.jpg' ? 5 : null,
      })),
    )
    const { restamped, unstamped, back, changed } = reconcile(known, [
      stamped('same.jpg', 5),
      stamped('new.jpg', 6),
      stamped('back.jpg', 6),
      { ...stamped('odd.jpg', 6), problem: 'Its name is not text.' },
    ])
    const names = (list: typeof restamped) => list.map((one) => one.file.relativePath)
    expect([names(restamped), names(unstamped)]).toEqual([['back.jpg'], ['new.jpg']])
    expect(back.map((row) => row.relativePath)).toEqual(['back.jpg'])
    expect(changed).toEqual([])
  })
})

function present(file: FoundFile, id: number): KnownFile {
  return { ...file, ...plain, id, missingSinceMs: null }
}

function stamped(relativePath: string, ctimeMs: number): FoundFile {
  return { relativePath, sizeBytes: 1, mtimeMs: 1, inode: 1, ctimeMs }
}

function byPath(rows: readonly KnownFile[]): Map<string, KnownFile> {
  return new Map(rows.map((row) => [row.relativePath, row]))
}
