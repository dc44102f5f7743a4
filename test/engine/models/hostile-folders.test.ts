import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { stagingOf, takeModelLock } from '../../../src-main/engine/models/staging.ts'
import { placeFor } from '../../../src-main/engine/models/stored-model.ts'
import { copyOfStarter } from '../../helpers/model-folders.ts'
import { modelsDir } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp.ts'

const trusting = { try: async () => {} }
const isPosix = process.platform !== 'win32'

function storeAnd() {
  const dataDir = tempDir('hostile-models')
  return { dataDir, store: createModelStore({ modelsDir, dataDir }) }
}

describe('an id that is a path', () => {
  const ways = ['../../kept', '..', 'a/../../../kept', 'con', 'a..', '/etc']

  test.each(ways)('removes nothing: %s', async (id) => {
    const { dataDir, store } = storeAnd()
    mkdirSync(join(store.folder, '.partial'), { recursive: true })
    mkdirSync(join(dataDir, 'kept'))
    writeFileSync(join(dataDir, 'kept', 'photo.jpg'), 'mine')
    await expect(store.remove(id)).rejects.toMatchObject({ code: 'bad-arguments' })
    expect(existsSync(join(dataDir, 'kept', 'photo.jpg'))).toBe(true)
    expect(store.partBytes(id)).toBe(0)
  })

  test.each(ways)('names no place: %s', (id) => {
    const folder = tempDir('hostile-models')
    expect(() => stagingOf(folder, id, 'download')).toThrow(/cannot be the id of a model/)
    expect(() => takeModelLock(folder, id)).toThrow(/cannot be the id of a model/)
    expect(() => placeFor(folder, id)).toThrow(/cannot be the id of a model/)
  })
})

test('a folder whose name is no id is told by one that is', () => {
  const { store } = storeAnd()
  for (const name of ['con', 'Nul.x', 'a..', '---'])
    copyOfStarter(join(store.folder, name), { embeddingSize: -1 })
  expect(
    store
      .installed()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a', 'model-con', 'model-nul.x', 'starter', 'unnamed'])
})

const refusal = async (spoil: (from: string) => void) => {
  const { store } = storeAnd()
  const from = copyOfStarter(tempDir('hostile-import'), { files: [] })
  spoil(from)
  const refused = (await store.import(from, trusting).catch((error: unknown) => error)) as Error
  expect(refused).toMatchObject({ code: 'model-refused' })
  expect(store.installed().map(({ id }) => id)).toEqual(['starter'])
  return refused.message
}
const linked = (name: string, target: string) => (from: string) => {
  rmSync(join(from, name))
  symlinkSync(target, join(from, name))
}

describe.runIf(isPosix)('a folder to import', () => {
  test('has a manifest of its own, no link, and nothing is told of what the link leads to', async () => {
    const secret = join(tempDir('hostile-secret'), 'secret')
    writeFileSync(secret, 'hunter2 is the password')
    const message = await refusal(linked('model.json', secret))
    expect(message).toMatch(/^model\.json: the one in .* is a link/)
    expect(message).not.toContain('hunter2')
  })

  test('copies nothing from outside', async () => {
    const secret = join(tempDir('hostile-secret'), 'secret')
    writeFileSync(secret, '{"password":"hunter2"}')
    for (const name of ['tokenizer.json', 'text.onnx', 'vision.onnx'])
      expect(await refusal(linked(name, secret))).toMatch(
        new RegExp(`^${name.replace('.', '\\.')}: it is a link to a file outside`),
      )
    expect(await refusal(linked('tokenizer.json', '/dev/zero'))).toContain('is no ordinary file')
    expect(
      await refusal((from) => {
        rmSync(join(from, 'text.onnx'))
        execFileSync('mkfifo', [join(from, 'text.onnx')])
      }),
    ).toContain('is no ordinary file')
    expect(await refusal((from) => truncateSync(join(from, 'vision.onnx'), 20 * 2 ** 30))).toContain(
      'larger than 16 GB',
    )
  })

  test('may link within itself', async () => {
    const { store } = storeAnd()
    const from = copyOfStarter(tempDir('hostile-import'))
    renameSync(join(from, 'tokenizer.json'), join(from, 'words.json'))
    symlinkSync('words.json', join(from, 'tokenizer.json'))
    expect(await store.import(from, trusting)).toMatchObject({ id: 'twin', problem: null })
  })
})
