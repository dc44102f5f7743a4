import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { copyOfStarter } from '../../helpers/model-folders.ts'
import { modelsDir } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp.ts'

function storeWithTwin() {
  const store = createModelStore({ modelsDir, dataDir: tempDir('models') })
  copyOfStarter(join(store.folder, 'twin'))
  return store
}

const isPosix = process.platform !== 'win32'

test.runIf(isPosix)('a link that leads nowhere near a folder costs no other model', () => {
  const store = storeWithTwin()
  symlinkSync('loop', join(store.folder, 'loop'))
  symlinkSync('gone', join(store.folder, 'dangling'))
  expect(store.installed().map(({ id, problem }) => [id, problem])).toEqual([
    ['starter', null],
    ['loop', expect.stringMatching(/cannot be read \(ELOOP\)/) as string],
    ['twin', null],
  ])
})

test.runIf(isPosix)('only an ordinary file of a sensible size is read as a manifest', async () => {
  const store = storeWithTwin()
  const pipe = join(store.folder, 'pipe')
  mkdirSync(pipe)
  execFileSync('mkfifo', [join(pipe, 'model.json')])
  const device = join(store.folder, 'device')
  mkdirSync(device)
  symlinkSync('/dev/zero', join(device, 'model.json'))
  const long = copyOfStarter(join(store.folder, 'long'))
  truncateSync(join(long, 'model.json'), 300_000_000)
  expect(store.byId('pipe')?.problem).toContain('model.json: is no ordinary file')
  expect(store.byId('device')?.problem).toContain('model.json: is no ordinary file')
  expect(store.byId('long')?.problem).toContain('model.json: is larger than 1 MB')
  const imported = store.import(pipe, { try: async () => {} })
  await expect(imported).rejects.toMatchObject({
    code: 'model-refused',
    message: `model.json: the one in ${pipe} is no ordinary file; correct that file, then import the folder again.`,
  })
})

test('a folder in the place of a tower is no missing file, and nobody is told to get what was never got', () => {
  const store = storeWithTwin()
  rmSync(join(store.folder, 'twin', 'vision.onnx'))
  mkdirSync(join(store.folder, 'twin', 'vision.onnx'))
  const problem = store.byId('twin')?.problem
  expect(problem).toContain('vision.onnx is no ordinary file')
  expect(problem).not.toContain('get it again')
})

test('a repository of thousands of files around a model is not walked through', () => {
  const store = storeWithTwin()
  const before = store.byId('twin')?.sizeBytes ?? 0
  mkdirSync(join(store.folder, 'twin', '.git'))
  writeFileSync(join(store.folder, 'twin', '.git', 'object'), 'x'.repeat(5_000))
  writeFileSync(join(store.folder, 'twin', 'vision.onnx.data'), 'x'.repeat(7_000))
  expect(store.byId('twin')?.sizeBytes).toBe(before + 7_000)
})
