import { appendFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SettingRows } from '../../../src-main/engine/catalog/settings.ts'
import type { PhotoPool } from '../../../src-main/engine/embed/photos/photo-pool.ts'
import { loadModel } from '../../../src-main/engine/models/model-info.ts'
import { createModelStore } from '../../../src-main/engine/models/store.ts'
import { modelsAtStart } from '../../../src-main/engine/switching/at-start.ts'
import { guardWeights } from '../../../src-main/engine/switching/guard-weights.ts'
import { findFiles } from '../../../src-main/engine/switching/image-bytes.ts'
import { modelsDir } from '../../helpers/engine.ts'
import { copyOfStarter, starterManifest } from '../../helpers/model-folders.ts'
import { tempDir } from '../../helpers/temp.ts'

const longAgo = new Date('2020-01-01T00:00:00Z')

function rowsInMemory(values: Record<string, unknown> = {}): SettingRows {
  const rows = new Map(Object.entries(values))
  return { get: (key) => rows.get(key), set: (key, value) => void rows.set(key, value) }
}

function twin(changes: Parameters<typeof copyOfStarter>[1] = {}) {
  const dataDir = tempDir('found-files')
  const dir = join(dataDir, 'models', 'twin')
  mkdirSync(dir, { recursive: true })
  copyOfStarter(dir, { id: 'twin', files: [], ...changes })
  for (const file of ['vision.onnx', 'text.onnx']) utimesSync(join(dir, file), longAgo, longAgo)
  const settings = rowsInMemory({ model: { id: 'twin', embeddingSize: 384 } })
  const manifest = () => loadModel(dir, null).manifest ?? starterManifest()
  const find = async () => findFiles(settings, dir, manifest(), true)
  const start = async () =>
    modelsAtStart({
      store: createModelStore({ modelsDir, dataDir }),
      builtInFolder: modelsDir,
      settings,
      isWriting: true,
    })
  return { dataDir, dir, settings, find, start }
}

/** Other bytes of the same length, at the same time. */
function exchange(path: string): void {
  const bytes = readFileSync(path)
  const at = bytes.length - 100
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
  writeFileSync(path, bytes)
  utimesSync(path, longAgo, longAgo)
}

async function guarded(changes?: Parameters<typeof copyOfStarter>[1]) {
  const { dir, find } = twin(changes)
  writeFileSync(join(dir, 'vision.onnx.data'), 'weights')
  const guard = guardWeights(loadModel(dir, null), await find())
  const outcome = { kind: 'embedded', contentHash: new Uint8Array(32), embedding: new Float32Array(384) }
  const pool = { process: async () => outcome } as unknown as PhotoPool
  return { dir, guard, read: async () => (await guard.pool(pool).process('a.jpg')).kind }
}

function exchangeAny(path: string): void {
  appendFileSync(path, ' ')
}

describe('the space of a model', () => {
  it('is another one for other weights of the same size and time', async () => {
    const { dir, find } = twin()
    const before = await find()
    exchange(join(dir, 'vision.onnx'))
    const after = await find()
    expect(after.space).toMatch(new RegExp(`^${before.space}@[0-9a-f]{12}$`))
    expect(after.image.stamp).not.toBe(before.image.stamp)
  })

  it('stays with folders, copies and notes beside the weights, and with the same bytes written anew', async () => {
    const { dir, find } = twin()
    const before = await find()
    mkdirSync(join(dir, 'vision.onnx-old'))
    mkdirSync(join(dir, 'vision.onnx.data'))
    writeFileSync(join(dir, 'vision.onnx.bak'), 'a copy')
    writeFileSync(join(dir, 'vision.onnx'), readFileSync(join(dir, 'vision.onnx')))
    const after = await find()
    expect(after).toMatchObject({ space: before.space, image: { names: ['vision.onnx'] } })
  })

  it('counts weights beside the file, by their usual name or as the manifest lists them', async () => {
    const { dir, find } = twin({
      files: [{ file: 'weights.bin', url: null, sizeBytes: null, sha256: 'a'.repeat(64) }],
    })
    writeFileSync(join(dir, 'vision.onnx.data'), 'weights')
    writeFileSync(join(dir, 'weights.bin'), 'weights')
    const before = await find()
    expect(before.image.names).toEqual(['vision.onnx', 'vision.onnx.data', 'weights.bin'])
    expect(before.all.names).toContain('tokenizer.json')
    appendFileSync(join(dir, 'vision.onnx.data'), '!')
    expect((await find()).space).not.toBe(before.space)
  })
})

describe('the guard of a model in use', () => {
  it.each(['vision.onnx', 'vision.onnx.data'])(
    'reads no photo once %s is exchanged, before the first worker too',
    async (file) => {
      const { dir, read } = await guarded()
      exchangeAny(join(dir, file))
      expect(await read()).toBe('unavailable')
      expect(await read()).toBe('unavailable')
    },
  )

  it('goes on with a file that was touched only', async () => {
    const { dir, guard, read } = await guarded()
    const bytes = readFileSync(join(dir, 'vision.onnx'))
    rmSync(join(dir, 'vision.onnx'))
    expect(await read()).toBe('unavailable')
    writeFileSync(join(dir, 'vision.onnx'), bytes)
    expect(await read()).toBe('embedded')
    expect(() => guard.requireSame()).toThrow(/changed while it was in use/)
  })

  it.each(['text.onnx', 'tokenizer.json'])(
    'starts no worker for questions once %s is exchanged',
    async (file) => {
      const { dir, guard } = await guarded()
      expect(() => guard.requireSame()).not.toThrow()
      exchangeAny(join(dir, file))
      expect(() => guard.requireSame()).toThrow(
        expect.objectContaining({
          code: 'model-broken',
          message: expect.stringContaining('start Sightline again'),
        }),
      )
    },
  )
})

describe('at the start', () => {
  it('files that cannot be read make a model broken and nothing worse', async () => {
    const { dir, settings, start } = twin()
    rmSync(join(dir, 'vision.onnx'))
    mkdirSync(join(dir, 'vision.onnx'))
    const { active, notices } = await start()
    expect(active).toMatchObject({
      space: 'twin',
      model: { info: { id: 'twin', embeddingSize: 384 } },
      files: null,
    })
    expect(active.model.info.state).not.toBe('ready')
    expect(notices).toEqual([])
    expect(settings.get('model')).toEqual({ id: 'twin', embeddingSize: 384 })
  })

  it('a model on its way whose folder is gone is given up in one sentence, and for good', async () => {
    const { settings, start } = twin()
    settings.set('nextModel', { id: 'tiny', embeddingSize: 64, space: 'tiny', dir: '/gone/tiny' })
    const first = await start()
    expect(first.notices).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'switch-given-up', level: 'warning' })]),
    )
    expect(first.next?.model.info.id).not.toBe('tiny')
    expect(settings.get('nextModel')).not.toMatchObject({ id: 'tiny' })
    expect((await start()).notices).toEqual([])
  })
})
