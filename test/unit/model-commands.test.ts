import { expect, test } from 'vitest'
import { downloadText } from '../../src-main/hosts/cli/commands/models/get.ts'
import { anewNote, unreadNote } from '../../src-main/hosts/cli/reading-notes.ts'
import { switchText } from '../../src-main/hosts/cli/commands/models/use.ts'
import { createStatusLine, withBar } from '../../src-main/hosts/cli/status-line.ts'
import type { DownloadProgress, ModelSwitch } from '../../src-preload/contract/index.ts'

const download: DownloadProgress = {
  phase: 'downloading',
  receivedBytes: 45_200_000,
  totalBytes: 155_845_627,
  bytesPerSecond: 3_210_000,
  timeLeftMs: 34_500,
  againAtMs: null,
  message: null,
}
const switching: ModelSwitch = {
  to: 'clip-vit-b32-int8',
  name: 'CLIP B/32, compact',
  isAnew: false,
  phase: 'embedding',
  done: 1_200,
  total: 12_000,
  away: 0,
  photosPerSecond: 14.26,
  timeLeftMs: 757_000,
}

test.each<[Partial<DownloadProgress>, string]>([
  [{}, 'Fetching 45 MB of 156 MB · 3.2 MB/s · 35 s left'],
  [{ bytesPerSecond: null, timeLeftMs: null }, 'Fetching 45 MB of 156 MB'],
  [{ totalBytes: null, timeLeftMs: null }, 'Fetching 45 MB · 3.2 MB/s'],
  [{ phase: 'starting' }, 'Asking for the model'],
  [{ phase: 'waiting', message: 'hub: 429' }, 'Waiting: hub: 429'],
  [{ phase: 'finishing' }, 'Putting the model in place'],
])('a download says what it does: %j', (change, text) => {
  expect(downloadText({ ...download, ...change })).toBe(text)
})

test('a switch says how many photos have been read, how fast, and how long it will take', () => {
  expect(switchText(switching)).toBe(
    'Reading photos for CLIP B/32, compact: 1,200 of 12,000 · 14.3/s · 13 min left',
  )
  expect(switchText({ ...switching, phase: 'indexing' })).toBe('Preparing CLIP B/32, compact for searches')
})

test('a terminal gets a bar over itself, a file a line now and then', () => {
  let nowMs = 0
  const written: string[] = []
  const stream = (isTTY: boolean) =>
    ({ isTTY, columns: 80, write: (text: string) => written.push(text) > 0 }) as NodeJS.WriteStream
  const terminal = createStatusLine(stream(true), () => nowMs)
  terminal.show('Fetching', 0.5)
  terminal.clear()
  terminal.clear()
  expect(written.splice(0)).toEqual([`\r\x1b[K${withBar('Fetching', 0.5, 80)}`, '\r\x1b[K'])
  const file = createStatusLine(stream(false), () => nowMs)
  for (; nowMs <= 65_000; nowMs += 1_000) file.show(`at ${nowMs}`, null)
  expect(written).toEqual(['at 30000\n', 'at 60000\n'])
})

test('a bar is never longer than the terminal, nor than whole', () => {
  expect(withBar('text', 7, 80)).toBe(`${'█'.repeat(30)} text`)
  expect(withBar('a long text', 0.5, 8)).toBe('a long ')
})

test('photos that a model has not read are counted with what reads them', () => {
  expect(unreadNote(69, 'My mine')).toBe(
    '69 more photos have not been read for My mine yet; "sightline index" goes on, as far as their files can be read',
  )
  expect(unreadNote(1, 'Tiny')).toMatch(/^1 more photo has not been read for Tiny yet/)
})

test('reading anew for the same model says why, and what answers until then', () => {
  expect(anewNote('Starter model', 3, 71)).toBe(
    'Starter model reads your photos anew (3 of 71 photos so far) because pictures are prepared better now; until then it answers from the earlier reading, and "sightline index" goes on',
  )
})
