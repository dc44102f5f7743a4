import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { modelManifest } from '../../../src-main/engine/models/manifest.ts'
import type { DownloadProgress } from '../../../src-preload/contract/index.ts'
import { downloading, failureOf, visionBytes } from '../../helpers/downloading.ts'
import { until } from '../../helpers/engine.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'

test('a model arrives whole, with its manifest, small files first', async () => {
  const { downloads, manifest, hub, folder, isWhole } = await downloading()
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits).toEqual(['tokenizer.json 0', 'text.onnx 0', 'vision.onnx 0'])
  const written: unknown = JSON.parse(readFileSync(join(folder, 'small', 'model.json'), 'utf8'))
  expect(modelManifest.parse(written)).toEqual(manifest)
  expect(readdirSync(join(folder, 'small')).toSorted()).toEqual([
    'model.json',
    'text.onnx',
    'tokenizer.json',
    'vision.onnx',
  ])
  expect(existsSync(join(folder, '.partial', 'small'))).toBe(false)
})

test('a hub out of reach is one sentence that names the offline way, and comes soon', async () => {
  const { downloads, manifest, hub, folder } = await downloading()
  await hub.close()
  const { code, message } = await failureOf(downloads.get(manifest))
  expect(code).toBe('download-failed')
  expect(message).toMatch(
    /^127\.0\.0\.1:\d+ cannot be reached \(connection refused\), so nothing was fetched: check the connection, or /,
  )
  expect(message).toContain(folder)
  expect(message.match(/\.(\s|$)/g)).toHaveLength(1)
})

test('a cancelled download keeps what has arrived and is no problem', async () => {
  const { downloads, manifest, hub, isWhole, modelNames } = await downloading()
  hub.behave((visit) => {
    if (visit.bytes.length !== visionBytes) return visit.serve()
    visit.response
      .writeHead(200, { 'content-length': visit.bytes.length })
      .write(visit.bytes.subarray(0, 60_000))
  })
  const download = failureOf(downloads.get(manifest))
  await until('bytes of the last file', () => (downloads.progress('small')?.receivedBytes ?? 0) >= 83_000)
  downloads.cancel('small')
  expect((await download).message).toContain('what has arrived is kept')
  expect(downloads.problem('small')).toBeNull()
  expect(downloads.progress('small')).toBeNull()
  expect(modelNames()).toEqual([])
  hub.behave((visit) => visit.serve())
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits.at(-1)).toBe('vision.onnx 60000')
})

test('two callers share one download; it ends when both have left', async () => {
  const { downloads, manifest, hub } = await downloading()
  const [first, second] = [new AbortController(), new AbortController()]
  hub.behave(() => {})
  const one = failureOf(downloads.get(manifest, first.signal))
  const two = failureOf(downloads.get(manifest, second.signal))
  await until('a request', () => hub.visits.length === 1)
  first.abort(new Error('the first has left'))
  expect((await one).message).toBe('the first has left')
  expect(downloads.progress('small')).not.toBeNull()
  second.abort(new Error('the second has left'))
  expect((await two).message).toBe('the second has left')
  expect(downloads.progress('small')).toBeNull()
})

test('two Sightlines that fetch the same model fetch it once', async () => {
  const { downloads, others, manifest, hub, isWhole } = await downloading()
  const second = others()
  await Promise.all([downloads.get(manifest), second.get(manifest)])
  expect(isWhole()).toBe(true)
  expect(hub.visits).toHaveLength(3)
})

test('progress tells bytes and total, and a model that was damaged is replaced', async () => {
  const { others, manifest, folder, isWhole } = await downloading()
  const told: DownloadProgress[] = []
  mkdirSync(join(folder, 'small'), { recursive: true })
  writeFileSync(join(folder, 'small', 'vision.onnx'), 'damaged')
  writeFileSync(join(folder, 'small', 'model.json'), JSON.stringify(manifest))
  const downloads = others({
    onChanged: (id) => {
      const progress = downloads.progress(id)
      if (progress) told.push(progress)
    },
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(told[0]).toMatchObject({ phase: 'starting', receivedBytes: 0 })
  expect(told.at(-1)).toMatchObject({ phase: 'finishing', receivedBytes: 323_000, totalBytes: 323_000 })
  const received = told.map(({ receivedBytes }) => receivedBytes)
  expect(received).toEqual(received.toSorted((a, b) => a - b))
})

test('a model that is larger than the disk is not begun', async () => {
  const { downloads, manifest, hub } = await downloading()
  const files = manifest.files.map((file) => ({ ...file, sizeBytes: 2 ** 50 }))
  const { code, message } = await failureOf(downloads.get({ ...manifest, files }))
  expect(code).toBe('disk-full')
  expect(message).toMatch(/^Small model needs [\d,]+ MB on the disk with .* MB are free; make room/)
  expect(hub.visits).toEqual([])
})

test('a disk that fills up while a model arrives keeps what has arrived', async ({ skip }) => {
  const disk = smallDisk(80)
  if (disk === null) return skip(whyNoSmallDisk)
  const { others, manifest, hub, isWhole } = await downloading()
  const downloads = others({ folder: disk })
  const undo: (() => void)[] = []
  hub.behave((visit) => {
    if (visit.bytes.length === visionBytes) undo.push(fillDisk(disk, 100_000))
    visit.serve()
  })
  expect(await failureOf(downloads.get(manifest))).toMatchObject({ code: 'disk-full' })
  for (const makeRoom of undo) makeRoom()
  hub.behave((visit) => visit.serve())
  await downloads.get(manifest)
  expect(existsSync(join(disk, 'small', 'model.json'))).toBe(true)
  expect(Number(hub.visits.at(-1)?.slice(12))).toBeGreaterThan(0)
  expect(isWhole()).toBe(false)
})
