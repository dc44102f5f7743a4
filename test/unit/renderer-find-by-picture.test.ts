import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '../../src-preload/contract/index.ts'

// The window's state as it is, with a program behind it that answers when the test says so.

const answers = new Map<string, (reply: Reply<unknown>) => void>()
vi.stubGlobal('window', {
  sightline: { request, on: () => () => {}, pathForFile: () => '' },
  innerWidth: 1280,
})
// Imported only now, because the modules look for the window at once.
const { clearSearch, typeWords } = await import('../../src-renderer/state/ask.ts')
const { findByPicture } = await import('../../src-renderer/state/find-by-picture.ts')
const { useNotices } = await import('../../src-renderer/state/notices.ts')
const { usePhotos } = await import('../../src-renderer/state/photos.ts')

beforeEach(() => {
  clearSearch()
  answers.clear()
})
afterAll(() => void vi.unstubAllGlobals())

test('the picture that was dropped last is searched for, whichever answer comes first', async () => {
  const large = await drop('large.jpg')
  const small = await drop('small.jpg')
  answer('small.jpg')
  await small.ended
  answer('large.jpg')
  await large.ended
  expect(shown()).toBe('small.jpg')

  const first = await drop('first.jpg')
  const second = await drop('second.jpg')
  answer('first.jpg')
  await first.ended
  expect(shown()).toBe('small.jpg')
  answer('second.jpg')
  await second.ended
  expect(shown()).toBe('second.jpg')
})

test('a picture gives way to words that were typed before its answer', async () => {
  const dropped = await drop('slow.jpg')
  typeWords('two dogs')
  answer('slow.jpg')
  await dropped.ended
  expect(shown()).toBe('two dogs')
})

test('what is wrong with a picture is not said once another is looked at', async () => {
  const broken = await drop('broken.jpg')
  const sound = await drop('sound.jpg')
  answers.get('broken.jpg')?.({ ok: false, error: { code: 'picture-unreadable', message: 'It is broken.' } })
  await broken.ended
  answer('sound.jpg')
  await sound.ended
  expect(shown()).toBe('sound.jpg')
  expect(useNotices.getState().toasts).toEqual([])
})

function request(name: string, args: { readonly name?: string }): Promise<Reply<unknown>> {
  return new Promise((resolve) => {
    if (name === 'search.picture-from-bytes' && args.name) answers.set(args.name, resolve)
  })
}

/** Gives the search's end, within an object because an async function would wait for it. */
async function drop(name: string): Promise<{ readonly ended: Promise<void> }> {
  const ended = findByPicture(new File(['pixels'], name, { type: 'image/jpeg' }), name)
  await vi.waitFor(() => expect(answers.has(name)).toBe(true))
  return { ended }
}

function answer(name: string): void {
  answers.get(name)?.({ ok: true, value: { pictureId: name, name, previewUrl: 'data:,' } })
}

/** What the search box holds: the name of a picture, or words. */
function shown(): string {
  const { subject, text } = usePhotos.getState().query
  return subject?.kind === 'picture' ? subject.name : text
}
