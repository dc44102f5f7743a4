import { describe, expect, it } from 'vitest'
import { differences } from '../faults/compare.ts'
import { contentOf } from '../faults/contents.ts'
import type { FileOnDisk } from '../faults/disk.ts'
import { adopted, emptyModel, type Model, type PlacedRow, type World } from '../faults/model.ts'
import { noOwnData } from '../faults/snapshot.ts'

// What the fault suite compares with must itself find what is wrong.

const picture = (n: number) => contentOf(Buffer.from(`picture ${n}`), n)
const file = (path: string, n: number, root = 'A'): FileOnDisk => ({ root, path, content: picture(n) })
const row = (id: number, path: string, n: number, more: Partial<PlacedRow> = {}): PlacedRow => ({
  id,
  root: 'A',
  rootPath: '/a',
  path,
  missing: false,
  status: 'indexed',
  reason: null,
  hash: picture(n).hash,
  indexedAtMs: n,
  own: noOwnData,
  embeddingId: id,
  vector: new Float32Array(1),
  look: n,
  ...more,
})
const world = (files: readonly FileOnDisk[], away: readonly string[] = []): World => ({
  files,
  isAway: (root) => away.includes(root),
})
const pictures = new Set([1, 2, 3, 4].map((n) => picture(n).hash))
/** Photos 1 and 2 in their places, photo 3 missing. */
const before: Model = adopted(
  emptyModel,
  [row(1, 'a.jpg', 1), row(2, 'b.jpg', 2), row(3, 'c.jpg', 3, { missing: true })],
  pictures,
)
const files = [file('a.jpg', 1), file('b.jpg', 2)]
const [one, two, three] = [row(1, 'a.jpg', 1), row(2, 'b.jpg', 2), row(3, 'c.jpg', 3, { missing: true })]
const rated = (model: Model, id: number): Model => {
  const photo = model.photos.get(id)
  if (!photo) throw new Error(`no photo ${id}`)
  return { ...model, photos: new Map(model.photos).set(id, { ...photo, own: { ...noOwnData, rating: 5 } }) }
}

describe('the comparison of a catalog with what it must hold', () => {
  it('is content with what is right', () => {
    expect(differences(before, world(files), [one, two, three])).toEqual([])
  })

  it('takes a file that moved for the photo that it was, also where another was, and two that changed places', () => {
    const moved = [file('d/a.jpg', 1), file('b.jpg', 2)]
    expect(differences(before, world(moved), [row(1, 'd/a.jpg', 1), two, three])).toEqual([])
    const swapped = world([file('a.jpg', 2), file('b.jpg', 1)])
    expect(differences(before, swapped, [row(2, 'a.jpg', 2), row(1, 'b.jpg', 1), three])).toEqual([])
    expect(differences(before, swapped, [row(1, 'a.jpg', 2), row(2, 'b.jpg', 1), three])).toHaveLength(2)
    const over = world([file('b.jpg', 1)])
    const lost = row(2, './b.jpg', 2, { missing: true })
    expect(differences(before, over, [row(1, 'b.jpg', 1), lost, three])).toEqual([])
  })

  it.each<[string, readonly FileOnDisk[], readonly PlacedRow[], RegExp]>([
    ['a file without a row', [...files, file('d.jpg', 4)], [one, two, three], /in no row/],
    ['a file in two rows', files, [one, two, three, row(4, 'a.jpg', 1, { indexedAtMs: 1 })], /in 2 rows/],
    ['a row without a file', [file('a.jpg', 1)], [one, two, three], /not marked missing/],
    ['a forgotten photo', files, [one, two], /photo 3 .* was forgotten/],
    [
      'a photo that is there and missing',
      files,
      [one, two, row(3, 'b.jpg', 3, { missing: true })],
      /marked missing/,
    ],
    [
      'a failed photo',
      files,
      [one, row(2, 'b.jpg', 2, { status: 'failed', reason: 'No.' }), three],
      /failed: No/,
    ],
    ['the wrong hash', files, [one, row(2, 'b.jpg', 4), three], /hash of another content/],
    ['the wrong embedding', files, [one, row(2, 'b.jpg', 2, { look: 1 }), three], /its embedding 1/],
    ['no embedding', files, [one, row(2, 'b.jpg', 2, { vector: null }), three], /no embedding/],
    [
      'a moved photo under another number',
      [file('a.jpg', 1), file('d.jpg', 2)],
      [one, row(4, 'd.jpg', 2), three, row(2, 'b.jpg', 2, { missing: true })],
      /moved here as photo 2/,
    ],
    [
      'an edited photo under another number',
      [file('a.jpg', 4), file('b.jpg', 2)],
      [row(9, 'a.jpg', 4), two, three],
      /edited in place/,
    ],
    [
      'an embedding made twice',
      files,
      [one, row(2, 'b.jpg', 2, { embeddingId: 77 }), three],
      /embedded again/,
    ],
    [
      'a copy that was decoded',
      [...files, file('d.jpg', 2)],
      [one, two, three, row(4, 'd.jpg', 2, { indexedAtMs: 99 })],
      /decoded all the same/,
    ],
  ])('finds %s', (_, files, rows, sentence) => {
    expect(differences(before, world(files), rows).join('\n')).toMatch(sentence)
  })

  it('finds what the person said and the catalog lost, or made up', () => {
    const model = rated(before, 2)
    expect(differences(model, world(files), [one, two, three]).join()).toContain('"rating":5')
    const right = [one, row(2, 'b.jpg', 2, { own: { ...noOwnData, rating: 5 } }), three]
    expect(differences(model, world(files), right)).toEqual([])
    expect(differences(before, world(files), right)).toHaveLength(1)
  })

  it('wants what was said of forgotten content given back with it', () => {
    const forgotten = adopted(rated(before, 3), [one, two], pictures)
    const back = world([...files, file('e.jpg', 3)])
    expect(differences(forgotten, back, [one, two, row(5, 'e.jpg', 3)]).join()).toContain(
      'without what was said',
    )
    const given = row(5, 'e.jpg', 3, { own: { ...noOwnData, rating: 5 } })
    expect(differences(forgotten, back, [one, two, given])).toEqual([])
  })

  it('is content with photos that the person wanted kept though they are gone', () => {
    const kept = { ...before, spared: new Set([2]) }
    expect(differences(kept, world([file('a.jpg', 1)]), [one, two, three])).toEqual([])
    expect(differences(before, world([file('a.jpg', 1)]), [one, two, three])).toHaveLength(1)
  })

  it('wants photos of a root that is away left as they were', () => {
    const none = world([], ['A'])
    expect(differences(before, none, [one, two, three])).toEqual([])
    const marked = row(2, 'b.jpg', 2, { missing: true })
    expect(differences(before, none, [one, marked, three]).join()).toContain(
      'changed while its root was away',
    )
    expect(differences(before, none, [one, three]).join()).toContain('forgotten while its root was away')
  })
})
