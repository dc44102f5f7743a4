import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '../../src-preload/contract/index.ts'
import { searchPage } from '../helpers/search-pages.ts'

// The window's state as it is, with a program behind it that answers when the test says so.

interface Asked {
  readonly text: string
  readonly limit: number
  answer(...ids: readonly number[]): void
}
const asked: Asked[] = []
vi.stubGlobal('window', {
  sightline: { request, on: () => () => {}, pathForFile: () => '' },
  innerWidth: 1280,
})
const { addToSearch, boxText, searchFor, setSort, typeWords } =
  await import('../../src-renderer/state/ask.ts')
const { usePhotos } = await import('../../src-renderer/state/photos.ts')

beforeEach(() => vi.useFakeTimers())
afterAll(() => void vi.unstubAllGlobals())

test('one question is under way at a time, then the newest text, and what is stale is not shown', async () => {
  for (const text of ['d', 'do', 'dog']) {
    typeWords(text)
    await vi.advanceTimersByTimeAsync(150)
  }
  expect(texts()).toEqual(['d'])
  asked[0]?.answer(1)
  await vi.advanceTimersByTimeAsync(0)
  expect(texts()).toEqual(['d', 'dog'])
  expect(shownIds()).toEqual([])
  asked[1]?.answer(2, 3)
  await vi.advanceTimersByTimeAsync(0)
  expect(shownIds()).toEqual([2, 3])
  expect(usePhotos.getState().query.waiting).toBe(false)
})

test('a text that does not parse is not asked, and the results stay', async () => {
  typeWords('dog before:soon')
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toHaveLength(2)
  expect(shownIds()).toEqual([2, 3])
})

test('filters alone are asked for all at once, to be browsed by date', async () => {
  searchFor('rating:>=4 type:raw')
  await vi.advanceTimersByTimeAsync(0)
  expect(asked.at(-1)).toMatchObject({ text: 'rating:>=4 type:raw', limit: 100_000 })
  asked.at(-1)?.answer(4)
  await vi.advanceTimersByTimeAsync(0)
})

test('parts are added to the text, and the usual order leaves no trace', () => {
  searchFor('beach')
  addToSearch('-similar:12')
  setSort('oldest')
  expect(boxText()).toBe('-similar:12 sort:oldest beach')
  setSort('relevance')
  expect(boxText()).toBe('-similar:12 beach')
})

test('a question is asked however shortly after the last answer it comes', async () => {
  // What the test before left open.
  for (let left = 0; left < 2; left += 1) {
    asked.at(-1)?.answer(1)
    await vi.advanceTimersByTimeAsync(0)
  }
  for (let steps = 0; steps < 8; steps += 1) {
    searchFor(`first ${steps}`)
    await vi.advanceTimersByTimeAsync(0)
    const stop = usePhotos.subscribe(({ query }) => {
      if (query.waiting) return
      stop()
      void after(steps).then(() => searchFor(`second ${steps}`))
    })
    asked.at(-1)?.answer(1)
    await vi.advanceTimersByTimeAsync(0)
    expect(texts().at(-1)).toBe(`second ${steps}`)
    asked.at(-1)?.answer(2)
    await vi.advanceTimersByTimeAsync(0)
  }
})

async function after(steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) await Promise.resolve()
}

function request(name: string, args: { query?: { text: string }; limit?: number }): Promise<Reply<unknown>> {
  if (name !== 'search.run') return Promise.resolve({ ok: true, value: null })
  return new Promise((resolve) => {
    asked.push({
      text: args.query?.text ?? '',
      limit: args.limit ?? 0,
      answer: (...ids) => resolve({ ok: true, value: searchPage(ids) }),
    })
  })
}

const texts = () => asked.map(({ text }) => text)
const shownIds = () => usePhotos.getState().query.shown?.photos.ids ?? []
