import { mkdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PhotoOutcome } from '../../src-main/engine/embed/photos/photo-outcome.ts'
import type { PhotoPool, PhotoPoolOptions } from '../../src-main/engine/embed/photos/photo-pool.ts'
import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { photoPool, sabotagedWorkers } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('photo-pool')
let paths: string[] = []
beforeAll(async () => {
  paths = (await paintPhotos(dir, 40)).map((name) => join(dir, name))
})

/** A pool that stops with its test. */
function pool(options: Partial<PhotoPoolOptions> = {}): PhotoPool {
  const made = photoPool(options)
  onTestFinished(() => made.stop())
  return made
}

/** What became of each of the 40 photos, handed in all at once. */
function processAll(from: PhotoPool): Promise<PhotoOutcome[]> {
  return Promise.all(paths.map((path) => from.process(path)))
}

/** The outcomes that are no success, by the photo's number. */
function failures(outcomes: readonly PhotoOutcome[]) {
  return outcomes.flatMap((outcome, number) => (outcome.kind === 'indexed' ? [] : [{ number, ...outcome }]))
}

const isSeventh = (path: string) => path.endsWith('painted-007.jpg')
const freeze = (worker: WorkerProcess) => worker.pid !== undefined && process.kill(worker.pid, 'SIGSTOP')
const kill = (worker: WorkerProcess) => {
  worker.kill()
  return true
}

describe('a pool of photo workers', () => {
  it('loses nothing when a worker is killed in the middle of a batch, and reads no photo a third time', async () => {
    let harmed = 0
    const killOnce = (worker: WorkerProcess) => harmed++ === 0 && kill(worker)
    const outcomes = await processAll(pool({ spawn: sabotagedWorkers(isSeventh, killOnce) }))
    expect(failures(outcomes)).toEqual([])
    expect(harmed).toBe(2)
  })

  it('gives up the one photo that kills its worker each time, and no other', async () => {
    const outcomes = await processAll(pool({ spawn: sabotagedWorkers(isSeventh, kill), workers: 2 }))
    const reason = 'Reading this picture makes the decoder crash (SIGKILL).'
    expect(failures(outcomes)).toEqual([{ number: 7, kind: 'failed', reason }])
  })

  it.skipIf(process.platform === 'win32')('gives up the one photo at which a worker hangs', async () => {
    const outcomes = await processAll(pool({ spawn: sabotagedWorkers(isSeventh, freeze), timeoutMs: 2000 }))
    const reason = 'Reading this picture takes longer than 2 seconds.'
    expect(failures(outcomes)).toEqual([{ number: 7, kind: 'failed', reason }])
  })

  it('lets the others go on together once the culprit is found', async () => {
    const begun: string[] = []
    const spawn = () => {
      const worker = sabotagedWorkers(isSeventh, kill)()
      return {
        ...worker,
        post(message: unknown) {
          const { kind, path } = message as { kind: string; path?: string }
          if (kind === 'photo') begun.push(path ?? '')
          worker.post(message)
        },
      }
    }
    const crowd = paths.slice(0, 16)
    const alone = pool({ spawn })
    const outcomes = await Promise.all(crowd.map((path) => alone.process(path)))
    expect(failures(outcomes)).toMatchObject([{ number: 7 }])
    // The seven before it ran alone, it was found out, and no photo was read a third time.
    expect(begun.length).toBeLessThanOrEqual(2 * crowd.length)
  })

  it('gives up a photo that needs more memory than a worker may take', async () => {
    const [path = ''] = paths
    const huge = join(dir, 'huge.png')
    const blank = sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#204060' } })
    // An interlaced PNG cannot be read row by row: all 108 MB of it must be held.
    await blank.png({ progressive: true, compressionLevel: 1 }).toFile(huge)
    const small = pool({ memoryCeilingBytes: 60 * 1024 * 1024 })
    const outcomes = await Promise.all([small.process(huge), small.process(path)])
    const reason = 'Reading this picture needs more memory than it may have.'
    expect(failures(outcomes)).toEqual([{ number: 0, kind: 'failed', reason }])
  })

  it('goes on with more workers, and with fewer', async () => {
    const resized = pool()
    const first = processAll(resized)
    resized.setWorkers(2)
    expect(failures(await first)).toEqual([])
    const pids = resized.workerPids()
    expect(pids).toHaveLength(2)
    // Everything else on the machine goes first.
    expect(pids.filter((pid) => getPriority(pid) <= 0)).toEqual([])
    resized.setWorkers(1)
    expect(failures(await processAll(resized))).toEqual([])
    expect(resized.workerPids()).toHaveLength(1)
  })

  it('says that the model is missing, without blaming a photo', async () => {
    const modelDir = join(dir, 'no-model')
    mkdirSync(modelDir, { recursive: true })
    const error = { code: 'model-missing', message: expect.stringContaining(modelDir) }
    const [path = ''] = paths
    expect(await pool({ modelDir }).process(path)).toEqual({ kind: 'unavailable', error })
  })

  it('does not start workers for ever when they end at once', async () => {
    let started = 0
    const spawn = () => {
      started++
      const worker = spawnNodeWorker('photo')
      worker.kill()
      return worker
    }
    const outcomes = await processAll(pool({ spawn }))
    expect(outcomes.every(({ kind }) => kind === 'unavailable')).toBe(true)
    expect(started).toBe(3)
  })

  it('settles everything and leaves no process behind when it stops', async () => {
    const stopped = photoPool({ workers: 2 })
    const outcomes = processAll(stopped)
    const pids = stopped.workerPids()
    expect(pids).toHaveLength(2)
    await stopped.stop()
    expect((await outcomes).every(({ kind }) => kind === 'unavailable')).toBe(true)
    expect(pids.filter(isAlive)).toEqual([])
    expect(await stopped.process('/any.jpg')).toMatchObject({
      kind: 'unavailable',
      error: { code: 'engine-down' },
    })
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
