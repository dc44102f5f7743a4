import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '../../src-preload/contract/index.ts'

// The window's state as it is, with a program behind it that answers when the test says so.

const answers = new Map<string, (reply: Reply<unknown>) => void>()
vi.stubGlobal('window', {
  sightline: { request, on: () => () => {}, pathForFile: () => '' },
  innerWidth: 1280,
})
// Imported only now, because the modules look for the window at once.
const { boxText, clearSearch, searchFor, typeWords } = await import('../../src-renderer/state/ask.ts')
const { findByPictures } = await import('../../src-renderer/state/find-by-picture.ts')
const { useNotices } = await import('../../src-renderer/state/notices.ts')

beforeEach(() => {
  clearSearch()
  answers.clear()
})
afterAll(() => void vi.unstubAllGlobals())

test('a picture with nothing beside it is the search', async () => {
  const dropped = await drop('a.jpg')
  answer('a.jpg')
  await dropped.ended
  expect(boxText()).toBe('picture:a')
})

test('several pictures are added in their order, whichever answer comes first', async () => {
  const dropped = await drop('a.jpg', 'b.jpg')
  answer('b.jpg')
  answer('a.jpg')
  await dropped.ended
  expect(boxText()).toBe('picture:a picture:b')
})

test('words that are there stay, also those that were typed before the answer', async () => {
  typeWords('blue')
  const dropped = await drop('sofa.jpg')
  typeWords('blue sofa')
  answer('sofa.jpg')
  await dropped.ended
  expect(boxText()).toBe('picture:sofa blue sofa')
})

test('a picture is too late for a search that was begun in the meantime', async () => {
  const dropped = await drop('slow.jpg')
  searchFor('two dogs')
  answer('slow.jpg')
  await dropped.ended
  expect(boxText()).toBe('two dogs')
})

test('a picture that cannot be read is said, and the rest of the search stays', async () => {
  typeWords('beach')
  const dropped = await drop('broken.jpg', 'sound.jpg')
  answers.get('broken.jpg')?.({ ok: false, error: { code: 'picture-unreadable', message: 'It is broken.' } })
  answer('sound.jpg')
  await dropped.ended
  expect(boxText()).toBe('picture:sound beach')
  const [toast] = useNotices.getState().toasts
  expect(toast?.message).toContain('broken.jpg')
  expect(toast?.message).toContain('It is broken.')
})

function request(name: string, args: { readonly name?: string }): Promise<Reply<unknown>> {
  return new Promise((resolve) => {
    if (name === 'search.picture-from-bytes' && args.name) answers.set(args.name, resolve)
  })
}

/** Gives the search's end, within an object because an async function would wait for it. */
async function drop(...names: readonly string[]): Promise<{ readonly ended: Promise<void> }> {
  const ended = findByPictures(names.map((name) => new File(['pixels'], name, { type: 'image/jpeg' })))
  await vi.waitFor(() => expect(names.every((name) => answers.has(name))).toBe(true))
  return { ended }
}

function answer(name: string): void {
  const pictureId = name.replace('.jpg', '')
  answers.get(name)?.({ ok: true, value: { pictureId, name, previewUrl: 'data:,' } })
}
