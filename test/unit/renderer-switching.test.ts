import { describe, expect, test } from 'vitest'
import type {
  DownloadProgress,
  ModelEntry,
  ModelOverview,
  ModelSwitch,
} from '../../src-preload/contract/index.ts'
import { createFormats } from '../../src-renderer/lib/format.ts'
import { withSteadyDownloads } from '../../src-renderer/lib/steady-downloads.ts'
import { formerModelId, unreadOf, wayBack } from '../../src-renderer/lib/way-back.ts'
import { createEnglish } from '../../src-renderer/strings/en.ts'

const t = createEnglish(createFormats('en-GB'))

const model = (id: string, part: Partial<ModelEntry> = {}): ModelEntry => ({
  id,
  name: id,
  note: '',
  licence: { name: 'MIT', url: 'https://example.com/licence' },
  languages: [],
  embeddingSize: 512,
  quantized: null,
  sizeBytes: 1,
  state: 'installed',
  problem: null,
  isBuiltIn: false,
  isSuggested: false,
  role: null,
  folder: `/models/${id}`,
  download: null,
  embeddings: { photos: 0, sizeBytes: 0 },
  ...part,
})
const change: ModelSwitch = {
  to: 'mine',
  name: 'My mine',
  isAnew: false,
  phase: 'embedding',
  done: 2,
  total: 71,
  away: 0,
  photosPerSecond: null,
  timeLeftMs: null,
}
const overview = (switching: ModelSwitch | null, ...models: ModelEntry[]): ModelOverview => ({
  models,
  switch: switching,
  notFound: 0,
  modelsFolder: '/models',
  downloadsFrom: 'huggingface.co',
})

const onTheWay = overview(change, model('starter', { role: 'active' }), model('mine', { role: 'next' }))
const usedNow = overview(
  change,
  model('mine', { role: 'active' }),
  model('large', { embeddings: { photos: 60, sizeBytes: 1 } }),
  model('starter', { embeddings: { photos: 50, sizeBytes: 1 } }),
)

describe('the way back from a switch', () => {
  test('leads to the model that answered before, also when the other one answers already', () => {
    const known = formerModelId(null, onTheWay, null)
    expect(wayBack(onTheWay, known)?.id).toBe('starter')
    expect(wayBack(usedNow, formerModelId(onTheWay, usedNow, known))?.id).toBe('starter')
    expect(formerModelId(usedNow, usedNow, 'starter')).toBe('starter')
  })

  test('leads to the model that has read the most photos where nobody saw the former one', () => {
    expect(wayBack(usedNow, formerModelId(null, usedNow, null))?.id).toBe('large')
    expect(wayBack(overview(change, model('mine', { role: 'active' }), model('new')), null)).toBeNull()
  })

  test('is forgotten when all photos are read, and is none from a reading anew', () => {
    expect(formerModelId(usedNow, overview(null, model('mine', { role: 'active' })), 'starter')).toBeNull()
    const anew = overview({ ...change, isAnew: true }, model('mine', { role: 'active' }), model('starter'))
    expect(wayBack(anew, formerModelId(null, anew, 'starter'))).toBeNull()
  })
})

describe('photos that the model which answers has not read', () => {
  const mine = model('mine', { role: 'active' })

  test('are counted only while it is the one that answers', () => {
    expect(unreadOf(change, mine)).toEqual({ count: 69, name: 'My mine' })
    expect(unreadOf(change, model('starter', { role: 'active' }))).toBeNull()
    expect(unreadOf({ ...change, isAnew: true }, mine)).toBeNull()
    expect(unreadOf({ ...change, done: 71 }, mine)).toBeNull()
    expect(unreadOf(null, mine)).toBeNull()
  })

  test.each([
    [1, '1 photo has not been read for My mine yet.'],
    [69, '69 photos have not been read for My mine yet.'],
  ])('%d', (count, sentence) => expect(t.switching.unread(count, 'My mine')).toBe(sentence))

  test.each([
    [0, 'No photo is ready for it yet: used now, it would find nothing.'],
    [1, 'Used now, it finds only the 1 photo that is ready; the others follow.'],
    [2, 'Used now, it finds only the 2 photos that are ready; the others follow.'],
  ])('are said before it is used, with %d ready', (done, sentence) =>
    expect(t.switching.nowNote(done)).toBe(sentence),
  )
})

describe('a download whose server is asked again', () => {
  const waiting: DownloadProgress = {
    phase: 'waiting',
    receivedBytes: 10,
    totalBytes: 100,
    bytesPerSecond: null,
    timeLeftMs: null,
    againAtMs: 5_000,
    message: 'There is no such address',
  }
  const shown = (now: Partial<DownloadProgress>, before = waiting) =>
    withSteadyDownloads(
      overview(null, model('mine', { state: 'downloading', download: before })),
      overview(null, model('mine', { state: 'downloading', download: { ...before, ...now } })),
    ).models[0]?.download

  test('keeps the reason on screen until something comes', () => {
    const asked = { phase: 'starting', againAtMs: null, message: null } as const
    expect(shown(asked)).toBe(waiting)
    expect(shown({ ...asked, phase: 'downloading' })).toBe(waiting)
    expect(shown({ ...asked, phase: 'downloading', receivedBytes: 11 })?.phase).toBe('downloading')
    expect(shown({ ...asked, phase: 'finishing' })?.phase).toBe('finishing')
    expect(shown({ message: 'It is busy', againAtMs: 9_000 })?.message).toBe('It is busy')
  })

  test('that waits for another Sightline shows when its own turn comes', () => {
    expect(shown({ phase: 'starting', message: null }, { ...waiting, againAtMs: null })?.phase).toBe(
      'starting',
    )
  })
})
