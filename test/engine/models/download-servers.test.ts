import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DownloadProgress } from '../../../src-preload/contract/index.ts'
import { downloading, failureOf, visionBytes } from '../../helpers/downloading.ts'

test('a connection that breaks off again and again is continued where it broke off', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) =>
    visit.bytes.length === visionBytes && visit.from < 250_000 ? visit.drop(50_000) : visit.serve(),
  )
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  const starts = hub.visits
    .filter((visit) => visit.startsWith('vision'))
    .map((visit) => Number(visit.slice(12)))
  expect(starts.length).toBeGreaterThan(4)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  expect(hub.requests.at(-1)?.headers['if-range']).toBe('"vision.onnx"')
})

test('a server that has another version by now, and sends it whole, is begun anew', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.attempt === 1 && visit.bytes.length === visionBytes) return visit.drop(100_000)
    visit.response.writeHead(200, { 'content-length': visit.bytes.length }).end(visit.bytes)
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
})

test('a server that always begins anew and breaks off is left after a few attempts', async () => {
  const { downloads, manifest, hub, modelNames } = await downloading()
  hub.behave(({ response, bytes, request }) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, 1_000), () => setImmediate(() => request.socket.destroy()))
  })
  const failure = await failureOf(downloads.get(manifest))
  expect(failure).toMatchObject({ code: 'download-failed' })
  expect(failure.message).toMatch(/broke off again and again .* what has arrived is kept/)
  expect(downloads.problem('small')).toBe(failure.message)
  expect(modelNames()).toEqual([])
  expect(hub.visits.length).toBeLessThan(8)
})

test.each([
  ['too short', (length: number) => length - 1_000],
  ['too long', (length: number) => length + 1_000],
])('a length that is announced %s means another file, which is not fetched', async (_, lie) => {
  const { downloads, manifest, hub, modelNames } = await downloading()
  hub.behave(({ response, bytes, request }) => {
    response.writeHead(200, { 'content-length': lie(bytes.length) })
    response.write(bytes.subarray(0, 500), () => setImmediate(() => request.socket.destroy()))
  })
  const { message } = await failureOf(downloads.get(manifest))
  expect(message).toMatch(
    /offers something else than tokenizer\.json \([24],000 bytes, and it should be 3,000 bytes\)/,
  )
  expect(hub.visits).toHaveLength(1)
  expect(modelNames()).toEqual([])
})

test('a body that ends early without an announced length is continued', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.attempt > 1) return visit.serve()
    visit.response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(visit.bytes.subarray(0, 2_000))
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits).toContain('tokenizer.json 2000')
})

test('a body that goes on for longer than it may is cut off and thrown away', async () => {
  const { downloads, manifest, hub, folder } = await downloading()
  hub.behave(({ response, bytes }) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' })
    response.end(Buffer.concat([bytes, bytes]))
  })
  const { message } = await failureOf(downloads.get(manifest))
  expect(message).toContain('more than 3,000 bytes')
  const staged = join(folder, '.partial', 'small')
  for (const name of readdirSync(staged)) expect(statSync(join(staged, name)).size).toBe(0)
})

test('a sign-in page in place of the file is called one, and keeps what has arrived', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.from === 0 && visit.bytes.length < visionBytes) return visit.serve()
    if (visit.from === 0) return visit.drop(90_000)
    visit.response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>')
  })
  expect((await failureOf(downloads.get(manifest))).message).toContain('a web page')
  hub.behave((visit) => visit.serve())
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(Number(hub.visits.at(-1)?.slice(12))).toBeGreaterThan(0)
})

test('wrong bytes are thrown away and said with both hashes', async () => {
  const { downloads, manifest, hub, folder, modelNames } = await downloading()
  hub.behave(({ response, bytes }) => void response.end(Buffer.alloc(bytes.length, 7)))
  const { message } = await failureOf(downloads.get(manifest))
  expect(message).toMatch(
    /wrong bytes and was thrown away: its SHA-256 is [0-9a-f]{64} and should be [0-9a-f]{64}/,
  )
  expect(message).toContain(manifest.files[2]?.sha256)
  expect(hub.visits).toEqual(['tokenizer.json 0'])
  expect(modelNames()).toEqual([])
  const staged = join(folder, '.partial', 'small')
  for (const name of readdirSync(staged)) expect(statSync(join(staged, name)).size).toBe(0)
})

test('a part with wrong bytes from an earlier time costs one download more, not the model', async () => {
  const { downloads, manifest, hub, folder, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.from > 0) visit.response.writeHead(404).end()
    else if (visit.bytes.length === visionBytes) visit.drop(100_000)
    else visit.serve()
  })
  await failureOf(downloads.get(manifest))
  const staged = join(folder, '.partial', 'small')
  const part = readdirSync(staged).find((name) => /^vision.*part$/.test(name)) ?? ''
  writeFileSync(join(staged, part), Buffer.alloc(100_000, 1))
  hub.behave((visit) => visit.serve())
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits.slice(-2)).toEqual(['vision.onnx 100000', 'vision.onnx 0'])
})

test.each([
  ['begins elsewhere', (from: number) => `bytes ${from + 1}-299999/300000`],
  ['is of a file of another size', (from: number) => `bytes ${from}-299999/400000`],
  ['makes no sense', () => 'bytes of something'],
])('a part that %s is not appended', async (_, range) => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.bytes.length < visionBytes || (visit.attempt > 1 && visit.from === 0)) return visit.serve()
    if (visit.from === 0) return visit.drop(100_000)
    visit.response
      .writeHead(206, { 'content-range': range(visit.from) })
      .end(visit.bytes.subarray(visit.from))
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits.at(-1)).toBe('vision.onnx 0')
})

test('a server that knows of nothing further is asked for the whole file', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.from > 0) return void visit.response.writeHead(416).end()
    return visit.attempt === 1 ? visit.drop(1_500) : visit.serve()
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
})

test('a file of unknown size is fetched, and found complete when it is here already', async () => {
  const { downloads, others, manifest, hub, folder, isWhole } = await downloading()
  const files = manifest.files.map((file, at) => (at === 2 ? { ...file, sizeBytes: null } : file))
  const unknown = { ...manifest, files }
  hub.behave((visit) =>
    visit.bytes.length === visionBytes ? void visit.response.writeHead(404).end() : visit.serve(),
  )
  await failureOf(downloads.get(unknown))
  hub.behave((visit) => {
    if (visit.from < visit.bytes.length) return visit.serve()
    visit.response.writeHead(416, { 'content-range': `bytes */${visit.bytes.length}` }).end()
  })
  const totals = new Set<number | null>()
  const again = others({ onChanged: (id) => totals.add(again.progress(id)?.totalBytes ?? null) })
  await again.get(unknown)
  expect(isWhole()).toBe(true)
  expect(hub.visits.slice(3)).toEqual(['tokenizer.json 3000', 'vision.onnx 0'])
  expect(existsSync(join(folder, '.partial', 'small'))).toBe(false)
})

test.each([429, 503, 500])(
  '%i is waited out, for as long as the server asks, within bounds',
  async (status) => {
    const waits: DownloadProgress[] = []
    const { others, manifest, hub, isWhole } = await downloading()
    hub.behave((visit) =>
      visit.attempt === 1
        ? void visit.response.writeHead(status, { 'retry-after': '3600' }).end()
        : visit.serve(),
    )
    const downloads = others({
      onChanged: (id) => {
        const progress = downloads.progress(id)
        if (progress?.phase === 'waiting') waits.push(progress)
      },
    })
    const startedMs = performance.now()
    await downloads.get(manifest)
    expect(isWhole()).toBe(true)
    expect(waits).toHaveLength(3)
    expect(waits[0]?.message).toContain(String(status))
    expect(waits.every(({ againAtMs }) => againAtMs !== null && againAtMs <= Date.now())).toBe(true)
    // An hour was asked for; the longest wait of this test is 40 ms.
    expect(performance.now() - startedMs).toBeGreaterThan(3 * 39)
  },
)

test.each([
  [404, 'does not have tokenizer.json (404)'],
  [401, 'does not give tokenizer.json away (401)'],
])('%i ends the download at once with a sentence', async (status, sentence) => {
  const { downloads, manifest, hub } = await downloading()
  hub.behave(({ response }) => void response.writeHead(status).end())
  expect((await failureOf(downloads.get(manifest))).message).toContain(sentence)
  expect(hub.visits).toHaveLength(1)
})

test.each(['before it answers', 'in the middle'])('a server that stalls %s is asked again', async (when) => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.attempt > 1 || visit.bytes.length !== visionBytes) return visit.serve()
    if (when === 'before it answers') return
    visit.response
      .writeHead(200, { 'content-length': visit.bytes.length })
      .write(visit.bytes.subarray(0, 5_000))
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits.at(-1)).toBe(when === 'in the middle' ? 'vision.onnx 5000' : 'vision.onnx 0')
})
