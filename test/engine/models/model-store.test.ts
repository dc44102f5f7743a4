import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeModelLock } from '../../../src-main/engine/models/staging.ts'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { copyOfStarter, sha256, starterManifest } from '../../helpers/model-folders.ts'
import { modelsDir, starterModel } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp.ts'

function emptyStore() {
  return createModelStore({ modelsDir, dataDir: tempDir('models') })
}

test('the catalogue offers the four models, each with where its files come from and what they must be', () => {
  const store = emptyStore()
  expect(store.catalogueProblem).toBeNull()
  expect(store.offered().map(({ id }) => id)).toEqual([
    'clip-vit-b32-int8',
    'clip-vit-b32-fp32',
    'siglip2-b16-224-int8',
    'tinyclip-8m-16',
  ])
  expect(store.suggested).toBe('clip-vit-b32-int8')
  for (const { files, licence, note, quantized, id } of store.offered()) {
    for (const { url } of files) {
      expect(url).toMatch(/^https:\/\/huggingface\.co\/[\w-]+\/[\w.-]+\/resolve\/[0-9a-f]{40}\/[\w./-]+$/)
    }
    expect(new Set(files.map(({ sha256: hash }) => hash)).size).toBe(files.length)
    expect(licence.name).toMatch(/^(MIT|Apache-2\.0)/)
    expect(note).not.toBe('')
    expect(quantized !== null).toBe(id.endsWith('-int8'))
  }
})

test('the catalogue says what the published facts say', ({ skip }) => {
  const facts = join(modelsDir, '../../shared/docs/models.json')
  if (!existsSync(facts)) return skip('the page with the published facts is not here')
  interface Fact {
    readonly id: string
    readonly repo: string
    readonly revision: string
    readonly dim: number
    readonly files: readonly { path: string; sha256: string; sizeBytes?: number }[]
  }
  const { models } = JSON.parse(readFileSync(facts, 'utf8')) as { models: Fact[] }
  for (const offered of emptyStore().offered()) {
    const fact = models.find(({ id }) => id.startsWith(offered.id))
    if (!fact) throw new Error(`nothing is published on ${offered.id}`)
    expect(offered.embeddingSize).toBe(fact.dim)
    for (const { url, sha256: hash, sizeBytes } of offered.files) {
      const published = fact.files.find((file) => file.sha256 === hash)
      expect(url).toBe(
        `https://huggingface.co/${fact.repo}/resolve/${fact.revision}/${published?.path ?? 'nowhere'}`,
      )
      expect(sizeBytes).toBe(published?.sizeBytes ?? sizeBytes)
    }
  }
})

test.each([
  ['is missing', null, 'it is missing'],
  ['is no JSON', '{', 'cannot be read'],
  ['has no list', '{"suggested":"x"}', 'models: '],
])('a catalogue that %s is a sentence, and the models on this machine stay', (_, text, reason) => {
  const shipped = tempDir('shipped')
  cpSync(starterModel, join(shipped, 'starter'), {
    recursive: true,
    filter: (path) => !/training/.test(path),
  })
  if (text !== null) writeFileSync(join(shipped, 'catalog.json'), text)
  const store = createModelStore({ modelsDir: shipped, dataDir: tempDir('data') })
  expect(store.catalogueProblem).toContain(reason)
  expect(store.offered()).toEqual([])
  expect(store.installed().map(({ id, problem }) => [id, problem])).toEqual([['starter', null]])
})

test('a broken entry of the catalogue is left out and named, the others are offered', () => {
  const shipped = tempDir('shipped')
  const { suggested, models } = JSON.parse(readFileSync(join(modelsDir, 'catalog.json'), 'utf8')) as {
    suggested: string
    models: { embeddingSize: number }[]
  }
  const broken = models.map((one, at) => (at === 1 ? { ...one, embeddingSize: 0 } : one))
  writeFileSync(join(shipped, 'catalog.json'), JSON.stringify({ suggested, models: broken }))
  const store = createModelStore({ modelsDir: shipped, dataDir: tempDir('data') })
  expect(store.offered()).toHaveLength(3)
  expect(store.catalogueProblem).toContain('models.1.embeddingSize')
})

test('a folder dropped into the data folder is a model', () => {
  const store = emptyStore()
  copyOfStarter(join(store.folder, 'any name'))
  expect(store.installed()).toMatchObject([
    { id: 'starter', isBuiltIn: true, problem: null },
    { id: 'twin', isBuiltIn: false, problem: null, dir: join(store.folder, 'any name') },
  ])
  expect(store.byId('twin')?.sizeBytes).toBeGreaterThan(10_000_000)
})

test('a second folder with the id of another is not looked at', () => {
  const store = emptyStore()
  copyOfStarter(join(store.folder, 'again'), { id: 'starter' })
  expect(store.installed().map(({ id, isBuiltIn }) => [id, isBuiltIn])).toEqual([['starter', true]])
})

test('a dropped folder without a manifest is broken and says what is missing', () => {
  const store = emptyStore()
  const dir = join(store.folder, 'My CLIP')
  mkdirSync(dir, { recursive: true })
  // Somebody is about to put something there.
  expect(store.byId('my-clip')).toBeUndefined()
  writeFileSync(join(dir, 'vision.onnx'), 'x')
  expect(store.byId('my-clip')?.problem).toContain('model.json')
})

test('a file of another size is said at once, one of other bytes when the model is verified', async () => {
  const store = emptyStore()
  const dir = copyOfStarter(join(store.folder, 'twin'))
  const text = readFileSync(join(dir, 'text.onnx'))
  writeFileSync(join(dir, 'text.onnx'), text.subarray(1))
  expect(store.byId('twin')?.problem).toContain('text.onnx: it has 23,477,075 bytes where')
  text[1_000] = (text[1_000] ?? 0) ^ 1
  writeFileSync(join(dir, 'text.onnx'), text)
  expect(store.byId('twin')?.problem).toBeNull()
  expect(await store.verify('twin')).toContain(sha256(text))
  expect(store.byId('twin')?.problem).toContain(starterManifest().files[1]?.sha256)
  text[1_000] ^= 1
  writeFileSync(join(dir, 'text.onnx'), text)
  expect(await store.verify('twin')).toBeNull()
})

test('of two folders with one id the sound one counts', () => {
  const store = emptyStore()
  rmSync(join(copyOfStarter(join(store.folder, 'a')), 'text.onnx'))
  copyOfStarter(join(store.folder, 'b'))
  expect(store.installed()).toMatchObject([{ id: 'starter' }, { id: 'twin', dir: join(store.folder, 'b') }])
})

test('what a broken-off download has left can be removed', async () => {
  const store = emptyStore()
  const part = join(store.folder, '.partial', 'clip-vit-b32-int8')
  mkdirSync(part, { recursive: true })
  writeFileSync(join(part, 'vision.onnx.583fd1110a514667.part'), Buffer.alloc(5_000))
  expect(await store.remove('clip-vit-b32-int8')).toBe(5_000)
  expect(existsSync(part)).toBe(false)
})

test('what another Sightline is just writing is left alone', async () => {
  const store = emptyStore()
  copyOfStarter(join(store.folder, 'twin'))
  const release = takeModelLock(store.folder, 'twin')
  await expect(store.remove('twin')).rejects.toMatchObject({ code: 'model-in-use' })
  release?.()
  expect(await store.remove('twin')).toBeGreaterThan(10_000_000)
  expect(store.byId('twin')).toBeUndefined()
})

test('what died processes have left goes, and nothing that is being written or goes on later', async () => {
  const store = emptyStore()
  const partial = join(store.folder, '.partial')
  const left = ['twin@import', 'twin@remove', 'twin@old', 'busy@import', 'twin', 'odd.import']
  for (const name of left) {
    mkdirSync(join(partial, name), { recursive: true })
    writeFileSync(join(partial, name, 'vision.onnx'), 'x')
  }
  const release = takeModelLock(store.folder, 'busy')
  await store.sweep()
  release?.()
  expect(readdirSync(partial).filter((name) => !name.includes('@lock'))).toEqual([
    'busy@import',
    'odd.import',
    'twin',
  ])
  expect(store.partBytes('twin')).toBe(1)
  await store.sweep()
  expect(existsSync(join(partial, 'busy@import'))).toBe(false)
})

test('the model that ships stays, and an unknown one is not found', async () => {
  const store = emptyStore()
  await expect(store.remove('starter')).rejects.toMatchObject({ code: 'model-in-use' })
  await expect(store.remove('nothing')).rejects.toMatchObject({ code: 'not-found' })
})
