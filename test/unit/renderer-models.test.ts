import { describe, expect, test } from 'vitest'
import type { DownloadProgress, ModelEntry, ModelOverview } from '../../src-preload/contract/index.ts'
import { createFormats } from '../../src-renderer/lib/format.ts'
import { newsBetween } from '../../src-renderer/lib/model-news.ts'
import {
  downloadedTogether,
  downloadingModels,
  partReceived,
  roomOf,
  rowOf,
} from '../../src-renderer/lib/model-rows.ts'
import { createPreparing, restMs } from '../../src-renderer/lib/preparing.ts'
import { createEnglish } from '../../src-renderer/strings/en.ts'

const t = createEnglish(createFormats('en-GB'))
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/gu, ' ')

const clip: ModelEntry = {
  id: 'clip',
  name: 'CLIP',
  note: '',
  licence: { name: 'MIT', url: 'https://example.com/licence' },
  languages: ['en'],
  embeddingSize: 512,
  quantized: null,
  sizeBytes: 154_000_000,
  state: 'offered',
  problem: null,
  isBuiltIn: false,
  isSuggested: true,
  role: null,
  folder: null,
  download: null,
  embeddings: { photos: 0, sizeBytes: 0 },
}
const starter: ModelEntry = {
  ...clip,
  id: 'starter',
  name: 'Starter',
  state: 'installed',
  isBuiltIn: true,
  role: 'active',
}
const download: DownloadProgress = {
  phase: 'downloading',
  receivedBytes: 43_000_000,
  totalBytes: 154_000_000,
  bytesPerSecond: 12_000_000,
  timeLeftMs: 9_000,
  againAtMs: null,
  message: null,
}
const downloading: ModelEntry = { ...clip, state: 'downloading', download }
const installed: ModelEntry = { ...clip, state: 'installed', folder: '/models/clip' }
const overview = (...models: ModelEntry[]): ModelOverview => ({
  models,
  switch: null,
  notFound: 0,
  modelsFolder: '/models',
  downloadsFrom: 'huggingface.co',
})

const words = (part: Partial<DownloadProgress>) => plain(t.models.download({ ...download, ...part }))

describe('the row of a model', () => {
  test.each([
    ['offered', clip, 'offered', ['get']],
    ['on its way', downloading, 'downloading', ['cancel']],
    ['whose download ended', { ...clip, problem: 'It broke off.' }, 'failed', ['retry']],
    ['on this computer', installed, 'installed', ['use', 'remove']],
    ['that came with Sightline', { ...starter, role: null }, 'installed', ['use']],
    ['that is broken', { ...installed, state: 'broken', problem: 'No.' }, 'broken', ['remove']],
    ['that came with Sightline, broken', { ...starter, role: null, state: 'broken' }, 'broken', []],
    ['whose folder is gone', { ...clip, state: 'broken', problem: 'It is gone.' }, 'broken', []],
    ['that answers', starter, 'active', []],
    ['that is being prepared', { ...installed, role: 'next' }, 'next', []],
  ] as const)('%s', (_what, model, kind, acts) => {
    expect(rowOf(model)).toMatchObject({ kind, acts })
  })

  test('keeps the reason why the last download ended', () => {
    expect(rowOf({ ...clip, problem: 'It broke off.' }).problem).toBe('It broke off.')
  })

  test('shows a download that has not been heard of yet as starting', () => {
    expect(rowOf({ ...downloading, download: null }).download).toMatchObject({
      phase: 'starting',
      receivedBytes: 0,
    })
  })

  test('has no part received while the size is unknown, and never more than the whole', () => {
    expect(partReceived({ ...download, totalBytes: null })).toBeNull()
    expect(partReceived({ ...download, receivedBytes: 200_000_000 })).toBe(1)
    expect(partReceived(download)).toBeCloseTo(0.279, 3)
  })

  test('of several downloads is one line, which waits when all of them wait', () => {
    const waiting = { ...download, phase: 'waiting', bytesPerSecond: null, message: 'Busy' } as const
    const other = { ...downloading, download: { ...waiting, receivedBytes: 1_000_000 } }
    expect(downloadedTogether([downloading, other])).toMatchObject({
      phase: 'downloading',
      receivedBytes: 44_000_000,
      totalBytes: 308_000_000,
      bytesPerSecond: 12_000_000,
    })
    expect(downloadedTogether([other, other]).phase).toBe('waiting')
    const unknown = { ...downloading, download: { ...download, totalBytes: null } }
    expect(downloadedTogether([downloading, unknown]).totalBytes).toBeNull()
    expect(downloadedTogether([downloading])).toBe(download)
  })

  test('gives back the room of its files and of its embeddings', () => {
    expect(roomOf({ ...installed, embeddings: { photos: 100, sizeBytes: 200_000 } })).toBe(154_200_000)
    expect(roomOf({ ...installed, sizeBytes: null })).toBe(0)
  })

  test('of the models on their way alone stand at the foot of the window', () => {
    expect(downloadingModels(overview(starter, clip, downloading)).map(({ state }) => state)).toEqual([
      'downloading',
    ])
    expect(downloadingModels(null)).toEqual([])
  })
})

describe('news of models', () => {
  test('are none in what is heard first, and none while numbers move', () => {
    expect(newsBetween(null, overview(starter, downloading))).toEqual([])
    const later = { ...downloading, download: { ...download, receivedBytes: 44_000_000 } }
    expect(newsBetween(overview(starter, downloading), overview(starter, later))).toEqual([])
  })

  test('tell that a download arrived, or why it did not', () => {
    const before = overview(starter, downloading)
    // It was so quick that nobody heard of its beginning.
    expect(newsBetween(overview(starter, clip), overview(starter, installed))).toEqual([
      { kind: 'downloaded', id: 'clip', name: 'CLIP' },
    ])
    expect(newsBetween(before, overview(starter, installed))).toEqual([
      { kind: 'downloaded', id: 'clip', name: 'CLIP' },
    ])
    expect(newsBetween(before, overview(starter, { ...clip, problem: 'It broke off.' }))).toEqual([
      { kind: 'not-downloaded', name: 'CLIP', problem: 'It broke off.' },
    ])
  })

  test('are silent about a download that the person cancelled', () => {
    expect(newsBetween(overview(starter, downloading), overview(starter, clip))).toEqual([])
  })

  test('tell once that a model is being prepared, and once that it answers', () => {
    const change = {
      to: 'clip',
      name: 'CLIP',
      isAnew: false,
      phase: 'embedding',
      done: 0,
      total: 10,
      away: 0,
      photosPerSecond: null,
      timeLeftMs: null,
    } as const
    const before = overview(starter, installed)
    const during = { ...overview(starter, { ...installed, role: 'next' }), switch: change }
    const after = overview({ ...installed, role: 'active' }, { ...starter, role: null })
    expect(newsBetween(before, during)).toEqual([{ kind: 'preparing', name: 'CLIP' }])
    expect(newsBetween(during, { ...during, switch: { ...change, done: 5 } })).toEqual([])
    expect(newsBetween(during, after)).toEqual([{ kind: 'answers', name: 'CLIP' }])
    expect(newsBetween(during, before)).toEqual([])
  })
})

describe('the words of a download', () => {
  test.each([
    [{}, '43 MB of 154 MB · 12 MB/s · 9 sec left'],
    [{ bytesPerSecond: null, timeLeftMs: null }, '43 MB of 154 MB'],
    [{ totalBytes: null, timeLeftMs: null }, '43 MB · 12 MB/s'],
    [{ phase: 'starting' }, 'Asking the server…'],
    [{ phase: 'finishing' }, 'Checking what arrived…'],
    [{ phase: 'waiting', message: 'It is busy' }, '43 MB of 154 MB · It is busy'],
    [{ phase: 'waiting' }, '43 MB of 154 MB · Waiting for the server'],
  ] as const)('%j', (part, sentence) => {
    // Short units differ between builds of ICU: "9 sec", "9 secs".
    expect(words(part).replace('secs', 'sec')).toBe(sentence)
  })

  test.each([
    [8_000, 'asked again in 8 sec'],
    [40, 'asked again now'],
  ])('say in how many milliseconds the server is asked again: %d', (againInMs, end) => {
    const waiting = { ...download, phase: 'waiting', message: 'The server is busy' } as const
    const said = plain(t.models.download(waiting, againInMs)).replace('secs', 'sec')
    expect(said).toBe(`43 MB of 154 MB · The server is busy · ${end}`)
  })

  test('are shorter at the foot of the window', () => {
    expect(plain(t.models.downloadLine('CLIP', download))).toBe('Downloading CLIP: 43 MB of 154 MB · 12 MB/s')
  })

  test('name the size on the button, where it is known', () => {
    expect(plain(t.models.get(154_000_000))).toBe('Download (154 MB)')
    expect(t.models.get(null)).toBe('Download')
  })

  test('name a few languages, and count many', () => {
    expect(t.models.languages(['en'])).toBe('English')
    expect(t.models.languages(['en', 'de'])).toBe('English and German')
    expect(t.models.languages(['en', 'de', 'fr', 'ja'])).toBe('English, German and 2 more languages')
  })
})

describe('preparing for a question', () => {
  test('asks once, and again only when the model may have left the memory since', () => {
    let nowMs = 0
    let asked = 0
    const prepare = createPreparing(
      () => (asked += 1),
      () => nowMs,
    )
    prepare()
    nowMs = restMs - 1
    prepare()
    expect(asked).toBe(1)
    nowMs = restMs
    prepare()
    expect(asked).toBe(2)
  })
})
