import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PhotoOutcome, PhotoPoolOptions } from '../../src-main/engine/embed/photos/photo-pool.ts'
import { unmeasured, type MachineUse } from '../../src-main/engine/embed/providers/machine-use.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import { photoPool } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'

const dir = tempDir('odd-models')
let paths: string[] = []
beforeAll(async () => {
  paths = (await paintPhotos(dir, 24)).map((name) => join(dir, name))
})

const fixture = resolve(import.meta.dirname, '../fixtures/odd-model-worker.ts')

const spawn = () => forkNode<unknown, unknown>(fixture, { stderr: 'quiet' })

/** What became of all photos with a model of this oddity, read again and again until `isDone`, and what was logged. */
async function readWith(
  oddity: string,
  options: Partial<PhotoPoolOptions>,
  isDone: () => boolean = () => true,
) {
  const modelDir = join(dir, oddity)
  mkdirSync(modelDir, { recursive: true })
  writeTinyModel(modelDir)
  const logged: string[] = []
  const pool = photoPool({ modelDir, spawn, log: (_, message) => void logged.push(message), ...options })
  onTestFinished(() => pool.stop())
  const failures: PhotoOutcome[] = []
  do {
    const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
    failures.push(...outcomes.filter(({ kind }) => kind !== 'indexed'))
  } while (!isDone())
  return { logged, failures }
}

it('a processor that hangs while photos are read is given up, and costs no photo', async () => {
  const gaveUp: string[] = []
  const machine: MachineUse = {
    ...unmeasured,
    provider: () => (gaveUp.length > 0 ? 'cpu' : 'webgpu'),
    gaveUp: (_, reason) => void gaveUp.push(reason),
  }
  // A worker hangs with its second batch; how many photos come with one is up to the machine.
  const isGivenUp = () => gaveUp.length > 0
  const { failures } = await readWith('hanging', { machine, timeoutMs: 1500 }, isGivenUp)
  expect(failures).toEqual([])
  expect(gaveUp).toEqual(['Two workers ended while they used it (the time limit passed).'])
}, 60_000)

describe('a model that is hard on its workers', () => {
  it('takes longer for a batch than a photo may take, and no worker ends of it', async () => {
    expect(await readWith('slow', { timeoutMs: 1000 })).toEqual({ failures: [], logged: [] })
  }, 60_000)

  it('takes more memory for a batch than a worker may have, and gets fewer pictures at a time', async () => {
    const { failures, logged } = await readWith('swelling', { memoryCeilingBytes: 200 * 2 ** 20 })
    expect(failures).toEqual([])
    expect(logged).toContain('Pictures are embedded 4 at a time from now on: the memory limit was reached.')
    // None is suspected for ever: a worker ends for each size that is too large, and no more.
    expect(logged.filter((message) => message.startsWith('A photo worker ended')).length).toBeLessThanOrEqual(
      3,
    )
  }, 60_000)
})
