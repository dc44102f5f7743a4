import { getPriority } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { MemoryReading } from '../../src-main/engine/indexing/memory-pressure.ts'
import { startEngine } from '../../src-main/engine/engine.ts'
import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { modelsDir, until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const photoCount = 120
const gibibyte = 2 ** 30

async function engineWith(readMemory: () => Promise<MemoryReading>) {
  const dir = tempDir('speed')
  await paintPhotos(join(dir, 'photos'), photoCount)
  const workers: WorkerProcess[] = []
  const engine = await startEngine(
    {
      dataDir: join(dir, 'data'),
      modelsDir,
      spawnWorker: (kind) => {
        const worker = spawnNodeWorker(kind)
        if (kind === 'photo') workers.push(worker)
        return worker
      },
      emit: () => undefined,
      log: () => undefined,
      readMemory,
    },
    { role: 'indexer', watch: false, autoIndex: true },
  )
  onTestFinished(() => engine.stop())
  const progress = () => engine.handlers['indexing.progress']({})
  const add = () => engine.handlers['roots.add']({ path: join(dir, 'photos') })
  return { engine, workers, progress, add }
}

const plenty = async () => ({ availableBytes: 8 * gibibyte, totalBytes: 16 * gibibyte })

it('another speed replaces the workers by ones of its own priority, and loses no photo', async () => {
  const { engine, workers, add } = await engineWith(plenty)
  await engine.handlers['settings.set']({ speed: 'full', workers: 1 })
  await add()
  await until('some are read', () => engine.status().embedded > 10)
  expect(engine.status().embedded).toBeLessThan(photoCount)
  const fast = workers.at(-1)?.pid ?? 0
  if (process.platform !== 'win32') expect(getPriority(fast)).toBe(getPriority(process.pid))
  await engine.handlers['settings.set']({ speed: 'gentle' })
  await until('another worker', () => workers.length === 2)
  const gentle = workers.at(-1)?.pid ?? 0
  await until('its low priority', () => getPriority(gentle) > 15)
  const { embedded } = engine.status()
  // Gentle reading waits for every other test that runs.
  await until('gentle reading', () => engine.status().embedded > embedded, 60_000)
  await engine.handlers['settings.set']({ speed: 'normal' })
  await until('all are read', () => engine.status().embedded === photoCount, 60_000)
  expect(engine.status()).toMatchObject({ photos: photoCount, failed: 0 })
}, 120_000)

it('a full memory pauses indexing with a sentence, words are answered meanwhile, and it goes on by itself', async () => {
  let leftGb = 0.1
  const { engine, progress, add } = await engineWith(async () => ({
    availableBytes: leftGb * gibibyte,
    totalBytes: 16 * gibibyte,
  }))
  await engine.handlers['settings.set']({ speed: 'gentle' })
  await add()
  await until('the pause', async () => (await progress()).pauseReason === 'low-memory')
  expect((await progress()).pauseMessage).toMatch(/memory.*by itself/)
  const { embedded } = engine.status()
  expect(embedded).toBeLessThan(photoCount)
  const query = { kind: 'words', text: 'sky' } as const
  await engine.handlers['search.run']({ query, offset: 0, limit: 5 })
  leftGb = 1
  await until('it is slow', async () => (await progress()).slowed !== null)
  leftGb = 8
  await engine.handlers['settings.set']({ speed: 'full' })
  await until('all are read', () => engine.status().embedded === photoCount, 60_000)
  expect((await progress()).slowed).toBeNull()
}, 120_000)
