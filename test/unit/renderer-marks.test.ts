import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '../../src-preload/contract/index.ts'
import { photoFlags } from '../../src-preload/contract/photos.ts'
import { columnsOf, searchPage } from '../helpers/search-pages.ts'

// The window's state as it is, over a program that knows which photos bear a mark.

let marked: readonly number[]
let before: readonly number[]
/** What was asked of the program since. */
let asked: string[]
/** Until this is there, the program answers nothing. */
let gate: Promise<void>

vi.stubGlobal('window', {
  sightline: { request, on: () => () => {}, pathForFile: () => '' },
  innerWidth: 1280,
})
const { searchFor } = await import('../../src-renderer/state/ask.ts')
const { rate, setFavourite } = await import('../../src-renderer/state/marks.ts')
const { useNotices } = await import('../../src-renderer/state/notices.ts')
const { usePhotos } = await import('../../src-renderer/state/photos.ts')
const { addTags, removeTag } = await import('../../src-renderer/state/tags.ts')
const { takeFromCollection } = await import('../../src-renderer/state/collections.ts')

afterAll(() => void vi.unstubAllGlobals())

beforeEach(() => {
  marked = [1, 2, 3]
  asked = []
  gate = Promise.resolve()
})

test('a photo that is a favourite no more leaves the results of is:favourite at once, and Undo brings it back', async () => {
  await searched('is:favourite sunset')
  const open = closeGate()
  const done = setFavourite([2], false)
  expect(shownIds()).toEqual([1, 3])
  open()
  await done
  expect(shownIds()).toEqual([1, 3])
  useNotices.getState().toasts.at(-1)?.action?.run()
  await vi.waitFor(() => expect(shownIds()).toEqual([1, 2, 3]))
})

test('where a favourite is one of several answers, it stays until the program has said which are', async () => {
  await searched('is:favourite|landscape')
  const open = closeGate()
  const done = setFavourite([2], false)
  expect(shownIds()).toEqual([1, 2, 3])
  open()
  await done
  expect(shownIds()).toEqual([1, 3])
})

test('results by tags, ratings and collections follow each of these as soon as it is written', async () => {
  const collection = { id: 7, name: 'Summer', photos: 3 }
  await searched('tag:walk')
  await removeTag([2], 'walk')
  expect(shownIds()).toEqual([1, 3])
  await searched('rating:>=4 sunset')
  await rate([3], { kind: 'rate', rating: 2 })
  expect(shownIds()).toEqual([1])
  await searched('-collection:Summer')
  await takeFromCollection(collection, [1])
  expect(shownIds()).toEqual([])
  await searched('-has:tags')
  marked = [1, 2]
  await addTags([2], ['walk'])
  expect(shownIds()).toEqual([1])
})

test('other results stay as they are, and only the heart changes', async () => {
  await searched('sunset')
  asked = []
  await setFavourite([2], false)
  expect(shownIds()).toEqual([1, 2, 3])
  expect(usePhotos.getState().query.shown?.photos.flags[1]).toBe(1 & ~photoFlags.favourite)
  expect(asked).not.toContain('search.run')
})

async function searched(text: string): Promise<void> {
  searchFor(text)
  await vi.waitFor(() => {
    const { shown, waiting } = usePhotos.getState().query
    expect(waiting).toBe(false)
    expect(shown?.question).toEqual({ kind: 'search', query: { kind: 'words', text } })
  })
}

function closeGate(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  return resolve
}

interface Args {
  readonly photoIds?: readonly number[]
  readonly favourite?: boolean
  readonly add?: readonly unknown[]
  readonly remove?: readonly unknown[]
}

/** Each change of marks takes these photos away from those that answer, but a favourite that is given comes to them. */
async function request(name: string, args: Args): Promise<Reply<unknown>> {
  asked.push(name)
  await gate
  const photoIds = args.photoIds ?? args.remove ?? []
  switch (name) {
    case 'photos.mark':
    case 'photos.tag':
    case 'collections.change':
      before = marked
      marked = args.favourite
        ? [...marked, ...photoIds.map(Number)].toSorted()
        : marked.filter((id) => !photoIds.includes(id))
      return { ok: true, value: { changed: photoIds.length, stepId: 7 } }
    case 'steps.undo':
      marked = before
      return {
        ok: true,
        value: { step: { id: 7, label: { kind: 'unfavourite' }, photos: 1, atMs: 0 }, absent: 0 },
      }
    case 'photos.details':
      return { ok: true, value: { id: 1, rating: null, ratingFrom: null } }
    case 'searches.saved':
      return { ok: true, value: [] }
    case 'search.run':
      return { ok: true, value: searchPage(marked) }
    case 'photos.list':
      return { ok: true, value: columnsOf(marked) }
    case 'tags.list':
    case 'collections.list':
      return { ok: true, value: [] }
    default:
      return { ok: true, value: null }
  }
}

const shownIds = () => usePhotos.getState().query.shown?.photos.ids ?? []
