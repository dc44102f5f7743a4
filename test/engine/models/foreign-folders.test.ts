import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { downloading } from '../../helpers/downloading.ts'
import { copyOfStarter, snapshotOf } from '../../helpers/model-folders.ts'
import { modelsDir } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp.ts'

const trusting = { try: async () => {} }

test('an import leaves another model alone that lies in a folder of its name', async () => {
  const store = createModelStore({ modelsDir, dataDir: tempDir('models') })
  const foreign = copyOfStarter(join(store.folder, 'twin'), { id: 'exported' })
  const before = snapshotOf(foreign)
  const imported = await store.import(copyOfStarter(tempDir('usb')), trusting)
  expect(imported.dir).toBe(join(store.folder, 'twin-2'))
  expect(snapshotOf(foreign)).toEqual(before)
  expect(store.installed().map(({ id, problem }) => [id, problem])).toEqual([
    ['starter', null],
    ['exported', null],
    ['twin', null],
  ])
})

test('a download leaves another model alone that lies in a folder of its name', async () => {
  const { downloads, others, manifest, folder, hub } = await downloading()
  const foreign = copyOfStarter(join(folder, 'small'), { id: 'exported' })
  const before = snapshotOf(foreign)
  await downloads.get(manifest)
  expect(snapshotOf(foreign)).toEqual(before)
  expect(readFileSync(join(folder, 'small-2', 'model.json'), 'utf8')).toContain('"small"')
  await others().get(manifest)
  expect(hub.visits).toHaveLength(3)
})

test('a folder whose manifest cannot be read does not make way, an empty one does', async () => {
  const store = createModelStore({ modelsDir, dataDir: tempDir('models') })
  const from = copyOfStarter(tempDir('usb'))
  mkdirSync(join(store.folder, 'twin'), { recursive: true })
  expect((await store.import(from, trusting)).dir).toBe(join(store.folder, 'twin'))
  rmSync(join(store.folder, 'twin'), { recursive: true })
  mkdirSync(join(store.folder, 'twin'))
  writeFileSync(join(store.folder, 'twin', 'vision.onnx'), 'half copied')
  expect((await store.import(from, trusting)).dir).toBe(join(store.folder, 'twin-2'))
  expect(store.byId('twin')).toMatchObject({ dir: join(store.folder, 'twin-2'), problem: null })
  expect(readFileSync(join(store.folder, 'twin', 'vision.onnx'), 'utf8')).toBe('half copied')
})
