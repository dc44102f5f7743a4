import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ModelEntry, ModelOverview, PlainError } from '../../src-preload/contract/index.ts'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { startHub, type Hub } from '../helpers/hub.ts'
import { copyOfStarter, starterManifest } from '../helpers/model-folders.ts'
import { starterModel } from '../helpers/models.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const names = ['vision.onnx', 'text.onnx', 'tokenizer.json']
const starterFiles = Object.fromEntries(names.map((name) => [name, readFileSync(join(starterModel, name))]))

interface Shop {
  readonly hub: Hub
  readonly data: string
  readonly env: NodeJS.ProcessEnv
}

/** A packaged app whose catalogue offers the starter model once more, as "twin", and a mirror that has its files. */
async function openShop(): Promise<Shop> {
  const resources = tempDir('resources')
  const models = join(resources, 'models')
  cpSync(starterModel, join(models, 'starter'), {
    recursive: true,
    filter: (path) => !path.includes('training'),
  })
  const files = starterManifest().files.map((file) => ({
    ...file,
    url: `https://huggingface.co/test/twin/resolve/0123456789/${file.file}`,
  }))
  const twin = { ...starterManifest(), id: 'twin', name: 'Twin', files }
  writeFileSync(join(models, 'catalog.json'), JSON.stringify({ suggested: 'twin', models: [twin] }))
  const hub = await startHub(starterFiles)
  const packaged = `data:text/javascript,process.resourcesPath=${encodeURIComponent(JSON.stringify(resources))}`
  const env = {
    NODE_OPTIONS: `--import=${packaged}`,
    SIGHTLINE_MODEL_MIRROR: hub.url,
    SIGHTLINE_DATA: tempDir('data'),
    ...noProxies,
  }
  return { hub, data: env.SIGHTLINE_DATA, env }
}

const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()])
const noProxies = Object.fromEntries(proxies.map((name) => [name, '']))

async function listed(env: NodeJS.ProcessEnv): Promise<readonly ModelEntry[]> {
  return ((await runCli(['models', '--json'], env)).json() as ModelOverview).models
}

/** The largest file comes slowly, and never to its end. */
function trickle(hub: Hub): void {
  hub.behave((visit) => {
    if (visit.bytes.length < 5_000_000) return visit.serve()
    const { response, bytes } = visit
    response.writeHead(200, { 'content-length': bytes.length, etag: '"vision.onnx"' })
    response.write(bytes.subarray(0, 2_000_000))
  })
}

async function receivedBytes({ data }: Shop): Promise<number> {
  const staged = join(data, 'models', '.partial', 'twin')
  const part = existsSync(staged) && readdirSync(staged).find((name) => /^vision.*\.part$/.test(name))
  return part ? readFileSync(join(staged, part)).length : 0
}

test('the list makes nothing where there is no library, and asks no server', async () => {
  const { hub, env, data } = await openShop()
  const { code, stdout, stderr } = await runCli(['models'], { ...env, SIGHTLINE_DATA: join(data, 'none') })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\* starter {2}Starter model \(answers, /)
  expect(stdout).toMatch(/\n {2}twin {5}Twin \(can be fetched, 11 MB, suggested\)/)
  expect(stderr).toContain(join(data, 'none', 'models'))
  expect(existsSync(join(data, 'none'))).toBe(false)
  expect(hub.visits).toEqual([])
})

test('the list says of a model of fewer bits how it compares with its original', async () => {
  const env = { SIGHTLINE_DATA: join(tempDir('data'), 'none') }
  const quantized = { bits: 8, agreement: expect.stringContaining('models check') as string }
  const models = await listed(env)
  expect(models.find(({ id }) => id === 'clip-vit-b32-int8')).toMatchObject({ quantized })
  expect(models.find(({ id }) => id === 'starter')).toMatchObject({ quantized: null })
  expect((await runCli(['models'], env)).stdout).toMatch(/\n +In 8 bits\. .*"sightline models check" does\./)
})

test('a model is fetched, used, asked, given back and removed', async () => {
  const { env, data } = await openShop()
  const photos = join(tempDir('photos'), 'Photos')
  await paintPhotos(photos, 3)
  expect((await runCli(['add', photos], env)).code).toBe(0)
  expect((await runCli(['index'], env)).code).toBe(0)

  const got = await runCli(['models', 'get', 'twin'], env)
  expect(got).toMatchObject({
    code: 0,
    stdout: `Twin is here (11 MB), in ${join(data, 'models', 'twin')}.\n`,
  })
  expect(got.stderr).toContain('"sightline models use twin" reads your photos for it.')
  expect((await listed(env)).map(({ id, state, role }) => [id, state, role])).toEqual([
    ['starter', 'installed', 'active'],
    ['twin', 'installed', null],
  ])

  const used = await runCli(['models', 'use', 'twin', '--json'], env)
  expect(used.json()).toMatchObject({ model: { id: 'twin', role: 'active', embeddings: { photos: 3 } } })
  const found = (await runCli(['search', 'red', '--json'], env)).json() as { results: unknown[] }
  expect(found.results).toHaveLength(3)

  expect((await runCli(['models', 'remove', 'twin'], env)).stderr).toContain('answers your searches')
  expect((await runCli(['models', 'use', 'starter', '--now'], env)).stdout).toBe(
    'Starter model answers now, with 3 photos.\n',
  )
  expect((await runCli(['models', 'forget', 'starter'], env)).stderr).toContain('answers your searches')
  expect((await runCli(['models', 'forget', 'nope'], env)).stderr).toContain('There is no model "nope"')
  expect((await runCli(['models', 'forget', 'twin'], env)).stdout).toMatch(
    /^Forgot what twin made of 3 photos/,
  )
  expect((await listed(env)).find(({ id }) => id === 'twin')).toMatchObject({
    state: 'installed',
    embeddings: { photos: 0 },
  })
  expect((await runCli(['models', 'remove', 'twin'], env)).stdout).toMatch(/^Removed the model twin, 11 MB/)
  expect((await listed(env)).find(({ id }) => id === 'twin')).toMatchObject({
    state: 'offered',
    embeddings: { photos: 0 },
  })
}, 120_000)

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
  expect(stderr).toMatch(/thrown away: its SHA-256 is [0-9a-f]{64} and should be a825918449a89f11/)
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
  expect(shop.hub.visits.at(-1)).toBe('vision.onnx 2000000')
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

test('a model that nobody knows is not found, and nothing is made for it', async () => {
  const data = join(tempDir('data'), 'none')
  for (const command of ['get', 'use', 'remove', 'forget']) {
    const { code, stderr } = await runCli(['models', command, 'nope'], { SIGHTLINE_DATA: data })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/"nope".*"sightline models"/)])
  }
  expect(existsSync(data)).toBe(false)
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
  expect(hub.visits.slice(asked)).toEqual(['vision.onnx 2000000'])
})

test('beside a running Sightline models can be fetched and listed; a switch is asked for in its window', async () => {
  const { env } = await openShop()
  const running = startCli(['index', '--watch'], env)
  await until('the watch', () => running.stderr().includes('Watching'))
  expect((await runCli(['models', 'get', 'twin'], env)).code).toBe(0)
  expect((await listed(env)).find(({ id }) => id === 'twin')?.state).toBe('installed')
  const used = await runCli(['models', 'use', 'twin'], env)
  expect(used.code).toBe(1)
  expect(used.stderr).toContain('do this in its window, in Settings under Models')
  running.child.kill('SIGINT')
  await running.ended
})

test('a folder is imported; one that cannot be used is refused with field and reason', async () => {
  const env = { SIGHTLINE_DATA: tempDir('data') }
  const folder = copyOfStarter(tempDir('usb'))
  expect((await runCli(['models', 'import', folder], env)).stdout).toMatch(/^Twin was tried and is here/)
  expect((await runCli(['models', 'import', folder], env)).stderr).toMatch(
    /^id: a model "twin" is here already/,
  )
  const { text } = starterManifest()
  const wrong = copyOfStarter(tempDir('usb'), { id: 'wrong', text: { ...text, output: 'nothing' } })
  const refused = await runCli(['models', 'import', wrong, '--json'], env)
  expect(refused.code).toBe(1)
  const { error } = refused.json() as { error: PlainError }
  expect(error.code).toBe('model-refused')
  expect(error.message).toContain('nothing')
  expect((await listed(env)).some(({ id }) => id === 'wrong')).toBe(false)
  mkdirSync(join(folder, 'empty'))
  expect((await runCli(['models', 'import', join(folder, 'empty')], env)).stderr).toMatch(
    /^model\.json: it is missing/,
  )
})

test('a switch that waits for a folder names it, the way to answer at once, and the way back', async () => {
  const data = tempDir('data')
  const env = { SIGHTLINE_DATA: data }
  const photos = join(tempDir('photos'), 'Photos')
  await paintPhotos(photos, 2)
  expect((await runCli(['add', photos], env)).code).toBe(0)
  expect((await runCli(['index'], env)).code).toBe(0)
  copyOfStarter(join(data, 'models', 'twin'))
  renameSync(photos, `${photos} elsewhere`)
  const { code, stdout, stderr } = await runCli(['models', 'use', 'twin'], env)
  expect([code, stdout]).toEqual([1, 'Twin does not answer yet: 0 photos of 2 have been read for it.\n'])
  expect(stderr).toContain(`${photos} cannot be reached now.`)
  expect(stderr).toMatch(/with --now it answers at once.*"sightline models use starter" gives it up\.\n$/)
  expect((await runCli(['models'], env)).stderr).toContain('"sightline models use starter" gives that up.')
  expect((await runCli(['status'], env)).stdout).toMatch(/\nNext: {2}Twin, 0 of 2 photos .*use starter/)
}, 60_000)
