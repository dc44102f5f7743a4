import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { mostSteps } from '../../src-main/engine/catalog/own/steps/steps.ts'
import type { StepLabel } from '../../src-preload/contract/index.ts'
import { addRead, catalogWithPhotos, ownReader, ownState } from '../helpers/own-state.ts'
import { tempDir } from '../helpers/temp.ts'

const any: StepLabel = { kind: 'mark' }

function open(count = 6) {
  const { catalog, ids } = catalogWithPhotos(tempDir('undo'), count)
  const step = (work: () => unknown, partOf?: number) => catalog.steps.record(work, () => any, partOf).stepId
  return { catalog, ids, step, state: () => ownState(catalog.file) }
}

type Change =
  | { kind: 'favourite' | 'hide'; photos: number[]; isSet: boolean }
  | { kind: 'rate'; photos: number[]; rating: number | null }
  | { kind: 'tag'; photos: number[]; add: string[]; remove: string[] }
  | { kind: 'create'; name: string; photos: number[] }
  | { kind: 'members'; which: number; add: number[]; remove: number[] }
  | { kind: 'rename' | 'save' | 'rename-search'; which: number; name: string }
  | { kind: 'remove' | 'remove-search'; which: number }

const photoCount = 6
const photos = fc.uniqueArray(fc.nat(photoCount - 1), { maxLength: photoCount })
const tagNames = fc.uniqueArray(fc.constantFrom('sea', 'Sea', 'Rome', 'night'), { maxLength: 3 })
const name = fc.constantFrom('A', 'a', 'B', 'C')
const which = fc.nat(3)
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom('favourite' as const, 'hide' as const), photos, isSet: fc.boolean() }),
  fc.record({
    kind: fc.constant('rate' as const),
    photos,
    rating: fc.option(fc.nat(5), { nil: null }),
  }),
  fc.record({ kind: fc.constant('tag' as const), photos, add: tagNames, remove: tagNames }),
  fc.record({ kind: fc.constant('create' as const), name, photos }),
  fc.record({ kind: fc.constant('members' as const), which, add: photos, remove: photos }),
  fc.record({
    kind: fc.constantFrom('rename' as const, 'save' as const, 'rename-search' as const),
    which,
    name,
  }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'remove-search' as const), which }),
)

const at = (list: readonly { readonly id: number }[], n: number) => list[n % list.length]?.id ?? 0

function perform(catalog: Catalog, ids: readonly number[], change: Change): void {
  const of = (indexes: readonly number[]) => indexes.map((n) => ids[n] as number)
  const { marks, tags, collections, searches } = catalog
  switch (change.kind) {
    case 'favourite':
      return void marks.setFavourite(of(change.photos), change.isSet)
    case 'hide':
      return void catalog.photos.setHidden(of(change.photos), change.isSet)
    case 'rate':
      return void marks.setRating(of(change.photos), change.rating)
    case 'tag':
      return void tags.change(of(change.photos), change.add, change.remove)
    case 'create':
      return void collections.create(change.name, of(change.photos))
    case 'members':
      return void collections.change(at(collections.list(), change.which), of(change.add), of(change.remove))
    case 'rename':
      return void collections.rename(at(collections.list(), change.which), change.name)
    case 'remove':
      return collections.remove(at(collections.list(), change.which))
    case 'save':
      return void searches.save(change.name, `text ${change.which}`)
    case 'rename-search':
      return void searches.rename(at(searches.saved(), change.which), change.name)
    case 'remove-search':
      return searches.remove(at(searches.saved(), change.which))
  }
}

/** What is refused (a taken name, a collection that is not there) is no step. */
function tryRecording(catalog: Catalog, ids: readonly number[], change: Change): boolean {
  try {
    return (
      catalog.steps.record(
        () => perform(catalog, ids, change),
        () => any,
      ).stepId !== null
    )
  } catch {
    return false
  }
}

describe('steps that can be undone', () => {
  it('give back every former state exactly, and every later one, whatever was done and over restarts', () => {
    // Times differ, so that a time that is not given back shows.
    let clock = 1_700_000_000_000
    const now = vi.spyOn(Date, 'now').mockImplementation(() => (clock += 7))
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 25 }), fc.nat(24), (all, restartAt) => {
        const { catalog: first, ids } = catalogWithPhotos(tempDir('undo'), photoCount)
        const reader = ownReader(first.file)
        let catalog = first
        const states = [reader.state()]
        all.forEach((change, n) => {
          if (tryRecording(catalog, ids, change)) states.push(reader.state())
          else expect(reader.state()).toEqual(states.at(-1))
          if (n !== restartAt) return
          catalog.close()
          catalog = openCatalog(catalog.file)
        })
        for (const state of states.slice(0, -1).toReversed()) {
          expect(catalog.steps.undo().absent).toBe(0)
          expect(reader.state()).toEqual(state)
        }
        expect(catalog.steps.next().undo).toBeNull()
        catalog.close()
        catalog = openCatalog(catalog.file)
        for (const state of states.slice(1)) {
          catalog.steps.redo()
          expect(reader.state()).toEqual(state)
        }
        expect(catalog.steps.next().redo).toBeNull()
        reader.close()
        catalog.close()
      }),
      { numRuns: 30 },
    )
    now.mockRestore()
  }, 120_000)

  it('leave the old time of a photo that was a favourite before', () => {
    const { catalog, ids, step, state } = open()
    catalog.marks.setFavourite(ids.slice(0, 2), true)
    const before = state()
    step(() => catalog.marks.setFavourite(ids, true))
    step(() => catalog.marks.setFavourite(ids, false))
    expect(catalog.steps.next().undo).toMatchObject({ photos: 6 })
    catalog.steps.undo()
    expect(catalog.steps.undo().step).toMatchObject({ photos: 4 })
    expect(state()).toEqual(before)
    catalog.close()
  })

  it('grow with what is said to be part of the newest, and vanish when nothing is left of them', () => {
    const { catalog, ids, step, state } = open()
    catalog.marks.setFavourite(ids.slice(0, 2), true)
    const before = state()
    const first = step(() => catalog.marks.setFavourite(ids, true)) ?? 0
    expect(step(() => catalog.marks.setFavourite(ids, false), first)).toBe(first)
    expect(catalog.steps.next().undo).toMatchObject({ photos: 2 })
    catalog.steps.undo()
    expect(state()).toEqual(before)
    const plain = ids.slice(2)
    const second = step(() => catalog.marks.setFavourite(plain, true)) ?? 0
    expect(step(() => catalog.marks.setFavourite(plain, false), second)).toBeNull()
    expect(catalog.steps.next()).toEqual({ undo: null, redo: null })
    const third = step(() => catalog.marks.setRating(ids, 1)) ?? 0
    step(() => catalog.marks.setRating(ids, 2))
    expect(step(() => catalog.marks.setRating(ids, 3), third)).not.toBe(third)
    catalog.close()
  })

  it('are none where nothing changes, and then what was undone can still be done again', () => {
    const { catalog, ids, step } = open()
    step(() => catalog.marks.setRating(ids, 3))
    catalog.steps.undo()
    expect(step(() => catalog.marks.setRating(ids, null))).toBeNull()
    expect(catalog.steps.next().redo).not.toBeNull()
    step(() => catalog.marks.setRating(ids, 1))
    expect(catalog.steps.next().redo).toBeNull()
    expect(() => catalog.steps.redo()).toThrow('There is nothing to do again.')
    catalog.close()
  })

  it('are undone by their id only while they are the newest, and say why not otherwise', () => {
    const { catalog, ids, step, state } = open()
    const first = step(() => catalog.marks.setRating(ids, 3)) ?? 0
    const second = step(() => catalog.marks.setRating(ids, 4)) ?? 0
    const before = state()
    expect(() => catalog.steps.undo(first)).toThrow(/undo the later change first/)
    expect(() => catalog.steps.undo(99)).toThrow(/not kept/)
    expect(state()).toEqual(before)
    catalog.steps.undo(second)
    expect(() => catalog.steps.undo(second)).toThrow(/undone already/)
    catalog.steps.undo(first)
    expect(() => catalog.steps.redo(second)).toThrow(/redo the later change first/)
    expect(() => catalog.steps.undo()).toThrow('There is nothing to undo.')
    catalog.close()
  })

  it('are written with their change or not at all', () => {
    const { catalog, ids, state } = open()
    const before = state()
    const failing = () =>
      catalog.steps.record(
        () => {
          catalog.marks.setRating(ids, 3)
          throw new Error('no')
        },
        () => any,
      )
    expect(failing).toThrow('no')
    expect(state()).toEqual(before)
    expect(catalog.steps.next().undo).toBeNull()
    // What follows is not noted as part of anything.
    catalog.marks.setRating(ids, 2)
    expect(catalog.steps.next().undo).toBeNull()
    catalog.close()
  })

  it('are some tens, and the oldest go first', () => {
    const { catalog, ids, step } = open()
    for (let n = 0; n < mostSteps + 5; n += 1) step(() => catalog.marks.setRating(ids, n % 6))
    let undone = 0
    while (catalog.steps.next().undo) {
      catalog.steps.undo()
      undone += 1
    }
    expect(undone).toBe(mostSteps)
    expect(catalog.photos.detail(ids[0] ?? 0)?.rating).toBe(4)
    catalog.close()
  })
})

describe('photos that went meanwhile', () => {
  it('are passed over and counted, and come back as the undone step left them', () => {
    const { catalog, ids, step } = open(3)
    const [first = 0, second = 0] = ids
    catalog.marks.setRating([first], 2)
    const { id: album } = catalog.collections.create('Album', [first])
    step(() => {
      catalog.marks.setRating(ids, 5)
      catalog.tags.change(ids, ['sea'], [])
      catalog.collections.remove(album)
    })
    const rootId = catalog.roots.list()[0]?.id ?? 0
    catalog.roots.remove(rootId)
    expect(catalog.steps.undo().absent).toBe(3)
    const again = catalog.roots.add('/photos').id
    const one = addRead(catalog, again, 'elsewhere.jpg', 1)
    const two = addRead(catalog, again, '1.jpg', 2)
    expect([one, two]).not.toContain(second)
    expect(catalog.photos.detail(one)?.rating).toBe(2)
    expect(catalog.tags.of(one)).toEqual([])
    expect(catalog.collections.of(one)).toEqual([album])
    expect(catalog.photos.detail(two)?.rating).toBeNull()
    // Two of them are here now, under other ids, and are found by their content.
    expect(catalog.steps.redo().absent).toBe(1)
    expect(catalog.photos.detail(one)?.rating).toBe(5)
    expect(catalog.tags.of(two)).toEqual(['sea'])
    expect(catalog.collections.list()).toEqual([])
    const three = addRead(catalog, again, '2.jpg', 3)
    expect(catalog.photos.detail(three)?.rating).toBe(5)
    expect(catalog.tags.of(three)).toEqual(['sea'])
    catalog.close()
  })

  it('are not taken for copies that were there before', () => {
    const { catalog, ids, step } = open(1)
    const [photo = 0] = ids
    const rootId = catalog.roots.list()[0]?.id ?? 0
    const copy = addRead(catalog, rootId, 'copy.jpg', 1)
    catalog.marks.setFavourite([photo], true)
    step(() => catalog.marks.setFavourite([photo], false))
    catalog.photos.setMissing([photo], 1)
    catalog.photos.purgeMissing(2)
    expect(catalog.steps.undo().absent).toBe(1)
    expect(catalog.photos.detail(copy)?.favourite).toBe(0)
    catalog.close()
  })

  it('that moved, were edited or are read again keep their id and are undone like others', () => {
    const { catalog, ids, step } = open(1)
    const [photo = 0] = ids
    const rootId = catalog.roots.list()[0]?.id ?? 0
    step(() => catalog.marks.setRating([photo], 5))
    catalog.photos.setMoved(photo, rootId, { relativePath: 'b/0.jpg', sizeBytes: 9, mtimeMs: 1, inode: 1 })
    catalog.photos.requeue([photo])
    expect(catalog.steps.undo().absent).toBe(0)
    expect(catalog.photos.detail(photo)?.rating).toBeNull()
    catalog.close()
  })
})

it('keeps the picture of a saved search as long as undo could bring the search back', () => {
  const { catalog } = open(1)
  const { searches, steps } = catalog
  searches.keepPicture({ id: 'p1', name: 'sofa.jpg', preview: new Uint8Array([1]) })
  const { id } = searches.save('Sofas', 'picture:p1')
  steps.record(
    () => searches.remove(id),
    () => any,
  )
  searches.forget()
  expect(searches.pictureOf('p1')).toBeDefined()
  steps.undo()
  expect(searches.saved()).toEqual([{ id, name: 'Sofas', text: 'picture:p1' }])
  expect(searches.pictureOf('p1')?.name).toBe('sofa.jpg')
  catalog.close()
})
