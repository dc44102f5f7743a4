import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { copyOfStarter, snapshotOf, starterManifest } from '../../helpers/model-folders.ts'
import { modelsDir, starterModel } from '../../helpers/models.ts'
import { smallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'
import { tempDir } from '../../helpers/temp.ts'

const trusting = { try: async () => {} }

function emptyStore() {
  return createModelStore({ modelsDir, dataDir: tempDir('models') })
}

test('an import copies a whole model that was tried, and only reads where it came from', async () => {
  const store = emptyStore()
  const from = copyOfStarter(tempDir('offline'))
  writeFileSync(join(from, 'LICENSE.txt'), 'MIT')
  writeFileSync(join(from, 'holiday.jpg'), 'not part of it')
  const before = snapshotOf(from)
  const tried: string[] = []
  const model = await store.import(from, {
    try: async (dir) => void tried.push(...readdirSync(dir).toSorted()),
  })
  expect(snapshotOf(from)).toEqual(before)
  const whole = ['LICENSE.txt', 'model.json', 'text.onnx', 'tokenizer.json', 'vision.onnx']
  expect(tried).toEqual(whole)
  expect(readdirSync(model.dir).toSorted()).toEqual(whole)
  expect(store.byId('twin')).toMatchObject({ dir: join(store.folder, 'twin'), problem: null })
  expect(readdirSync(store.folder).filter((name) => !name.startsWith('.'))).toEqual(['twin'])
})

const wrongBytes = (dir: string) => {
  const bytes = readFileSync(join(dir, 'vision.onnx'))
  bytes[5] = (bytes[5] ?? 0) ^ 1
  writeFileSync(join(dir, 'vision.onnx'), bytes)
}

test.each<[string, (dir: string) => void, RegExp]>([
  ['an id that is here already', (dir) => void copyOfStarter(dir, { id: 'starter' }), /^id: .*"starter"/],
  ['no manifest', (dir) => rmSync(join(dir, 'model.json')), /^model\.json: it is missing/],
  ['a manifest that is no JSON', (dir) => writeFileSync(join(dir, 'model.json'), 'x'), /^model\.json: /],
  ['a manifest without size', (dir) => void copyOfStarter(dir, { embeddingSize: -1 }), /^embeddingSize: /],
  ['a way out of its folder', (dir) => void copyOfStarter(dir, { id: '../up' }), /^id: /],
  ['no tokenizer', (dir) => rmSync(join(dir, 'tokenizer.json')), /^tokenizer\.json: it is missing/],
  ['an empty tower', (dir) => writeFileSync(join(dir, 'text.onnx'), ''), /^text\.onnx: it has 0 bytes/],
  ['other bytes', wrongBytes, /^vision\.onnx: its SHA-256 is [0-9a-f]{64} where the manifest says 9c583ff2/],
])('an import with %s is refused with field and reason, and nothing stays', async (_, spoil, sentence) => {
  const store = emptyStore()
  const from = copyOfStarter(tempDir('offline'))
  spoil(from)
  const refused = await store.import(from, trusting).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'model-refused', message: expect.stringMatching(sentence) as string })
  expect(store.installed().map(({ id }) => id)).toEqual(['starter'])
  expect(existsSync(join(store.folder, '.partial', 'twin@import'))).toBe(false)
})

test('a model that does not stand its trial is not put in place', async () => {
  const store = emptyStore()
  const no = new CodedError('model-refused', 'image.output: gives zeros.')
  await expect(
    store.import(copyOfStarter(tempDir('offline')), { try: () => Promise.reject(no) }),
  ).rejects.toBe(no)
  expect(store.byId('twin')).toBeUndefined()
})

test('a place where no models can be kept is a sentence, and so is a source that cannot be read', async () => {
  const store = emptyStore()
  writeFileSync(store.folder, 'a file in its place')
  const from = copyOfStarter(tempDir('offline'))
  await expect(store.import(from, trusting)).rejects.toMatchObject({
    code: 'data-folder-unusable',
    message: expect.stringContaining(`The models' folder ${store.folder} cannot be used`) as string,
  })
  rmSync(store.folder)
  const done = store.import(from, trusting)
  rmSync(join(from, 'vision.onnx'))
  await expect(done).rejects.toMatchObject({ code: 'model-refused' })
})

test('an import that does not fit on the disk is refused, and leaves nothing', async ({ skip }) => {
  const disk = smallDisk(70)
  if (disk === null) return skip(whyNoSmallDisk)
  const store = createModelStore({ modelsDir, dataDir: disk })
  await expect(store.import(copyOfStarter(tempDir('offline')), trusting)).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(
      /^Twin needs 38 MB on the disk with .*, where 64 MB must stay free.* make room/,
    ) as string,
  })
  expect(readdirSync(join(store.folder, '.partial'))).toEqual(['twin@lock'])
})

test('an import stops when it is told to', async () => {
  const store = emptyStore()
  const stop = new AbortController()
  const done = store.import(copyOfStarter(tempDir('offline')), {
    try: async () => stop.abort(),
    signal: stop.signal,
  })
  await expect(done).rejects.toThrow(/abort/i)
  expect(store.byId('twin')).toBeUndefined()
})

test('a damaged model is replaced by an import, a sound one is not', async () => {
  const store = emptyStore()
  const damaged = copyOfStarter(join(store.folder, 'twin'))
  rmSync(join(damaged, 'text.onnx'))
  const from = copyOfStarter(tempDir('offline'))
  expect(await store.import(from, trusting)).toMatchObject({ id: 'twin', problem: null })
  await expect(store.import(from, trusting)).rejects.toMatchObject({ code: 'model-refused' })
})

/** A catalogue that offers the starter model once more, under the names that it would have on the hub. */
function storeThatOffersTwin() {
  const shipped = tempDir('shipped')
  const files = starterManifest().files.map((one) => ({
    ...one,
    url: `https://huggingface.co/test/twin/resolve/abc/${one.file.replace(/^(.*onnx)$/, 'onnx/the_$1')}`,
  }))
  const twin = { ...starterManifest(), id: 'twin', files }
  writeFileSync(join(shipped, 'catalog.json'), JSON.stringify({ suggested: null, models: [twin] }))
  return createModelStore({ modelsDir: shipped, dataDir: tempDir('data') })
}

test.each([
  ['a copy of the repository on the hub', 'onnx/the_'],
  ['fetched one by one', 'the_'],
  ['named as in the catalogue', ''],
])('files of an offered model without a manifest are known: %s', async (_, prefix) => {
  const store = storeThatOffersTwin()
  const from = tempDir('offline')
  for (const name of ['vision.onnx', 'text.onnx'])
    cpSync(join(starterModel, name), join(from, `${prefix}${name}`))
  cpSync(join(starterModel, 'tokenizer.json'), join(from, 'tokenizer.json'))
  await store.import(from, trusting)
  expect(store.byId('twin')).toMatchObject({ problem: null, dir: join(store.folder, 'twin') })
  expect(await store.verify('twin')).toBeNull()
})
