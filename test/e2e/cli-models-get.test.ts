import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PlainError } from '../../src-preload/contract/index.ts'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { startHub } from '../helpers/hub.ts'
import { listed, noProxies, openShop, receivedBytes, trickle } from '../helpers/shop.ts'
import { tempDir } from '../helpers/temp.ts'

test('what a mirror offers under the name of a model is refused by its size, and leaves nothing', async () => {
  const hub = await startHub({ 'tokenizer.json': Buffer.from('{}') })
  const data = tempDir('data')
  const env = { SIGHTLINE_MODEL_MIRROR: hub.url, SIGHTLINE_DATA: data, ...noProxies }
  const { code, json } = await runCli(['models', 'get', 'clip-vit-b32-int8', '--json'], env)
  expect(code).toBe(1)
  expect((json() as { error: PlainError }).error).toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/tokenizer\.json \(2 bytes, and it should be 2,224,119 bytes\)/) as string,
  })
  expect(hub.requests.map(({ url }) => url)).toEqual([
    '/Xenova/clip-vit-base-patch32/resolve/d15189d7028b43f1d3e65039190477f6af591c2a/tokenizer.json',
  ])
  expect(readdirSync(join(data, 'models')).filter((name) => !name.startsWith('.'))).toEqual([])
})

test('bytes that only have the right length are said with both hashes', async () => {
  const { hub, env } = await openShop()
  hub.behave(({ response, bytes }) => void response.end(Buffer.alloc(bytes.length)))
  const { code, stderr } = await runCli(['models', 'get', 'twin'], env)
  expect(code).toBe(1)
  expect(stderr).toMatch(/thrown away: its SHA-256 is [0-9a-f]{64} and should be 6681992d43e581b3/)
})

test.each<[string, NodeJS.Signals]>([
  ['stopped by Ctrl+C', 'SIGINT'],
  ['killed', 'SIGKILL'],
])('a download that is %s goes on where it was', async (_, signal) => {
  const shop = await openShop()
  trickle(shop.hub)
  const first = startCli(['models', 'get', 'twin'], shop.env)
  await until('bytes on the disk', async () => (await receivedBytes(shop)) === 2_000_000)
  first.child.kill(signal)
  const { code, stderr } = await first.ended
  if (signal === 'SIGINT') {
    expect(code).toBe(1)
    expect(stderr).toContain('what has arrived is kept; "sightline models get twin" goes on from here.')
  }
  expect((await listed(shop.env)).find(({ id }) => id === 'twin')).toMatchObject({ state: 'offered' })
  shop.hub.behave((visit) => visit.serve())
  expect((await runCli(['models', 'get', 'twin'], shop.env)).code).toBe(0)
  expect(shop.hub.visits.slice(-2)).toEqual(['vision.onnx 2000000', 'text.onnx 0'])
})

test('what a download that was stopped has left is shown, and can be deleted', async () => {
  const shop = await openShop()
  const staged = join(shop.data, 'models', '.partial', 'twin')
  mkdirSync(staged, { recursive: true })
  writeFileSync(join(staged, 'vision.onnx.0123456789abcdef.part'), Buffer.alloc(3_000_000))
  expect((await runCli(['models'], shop.env)).stdout).toMatch(/3 MB of it have arrived: .*models remove twin/)
  expect((await runCli(['models', 'remove', 'twin'], shop.env)).stdout).toMatch(/^Removed .* 3 MB/)
  expect(existsSync(staged)).toBe(false)
  expect((await runCli(['models'], shop.env)).stdout).not.toContain('have arrived')
})

test('before there is a library a download makes none, and keeps nobody from making one', async () => {
  const shop = await openShop()
  trickle(shop.hub)
  const getting = startCli(['models', 'get', 'twin'], shop.env)
  await until('bytes on the disk', async () => (await receivedBytes(shop)) === 2_000_000)
  expect(readdirSync(shop.data)).toEqual(['models'])
  expect((await runCli(['add', tempDir('photos')], shop.env)).code).toBe(0)
  shop.hub.behave((visit) => visit.serve())
  shop.hub.drop()
  expect((await getting.ended).code).toBe(0)
  expect((await listed(shop.env)).find(({ id }) => id === 'twin')?.state).toBe('installed')
})

test('two processes that fetch the same model fetch it once, and both have it', async () => {
  const { hub, env } = await openShop()
  trickle(hub)
  const first = startCli(['models', 'get', 'twin'], env)
  await until('the first request', () => hub.visits.includes('vision.onnx 0'))
  const second = startCli(['models', 'get', 'twin'], env)
  const asked = hub.visits.length
  hub.behave((visit) => visit.serve())
  // Cut off in the middle, the first goes on; the second waits for it, or finds the model when it comes late.
  hub.drop()
  expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0])
  expect(hub.visits.slice(asked)).toEqual(['vision.onnx 2000000', 'text.onnx 0'])
})
