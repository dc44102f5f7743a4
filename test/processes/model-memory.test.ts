import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { runTrial } from '../../src-main/engine/embed/trials/run-trial.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'

const modelDir = join(tempDir('memory'), 'tiny')
writeTinyModel(modelDir)
const spawn = () => spawnNodeWorker('model')
const trial = { kind: 'try', modelDir } as const

it.skipIf(process.platform === 'win32')(
  'a model that takes ever more memory while it is tried is refused with a sentence, before the machine stands still',
  async () => {
    const worker = resolve(import.meta.dirname, '../fixtures/swelling-worker.ts')
    const swelling = () => forkNode<unknown, unknown>(worker, { stderr: 'quiet' })
    await expect(runTrial(swelling, trial, { timeoutMs: 30_000 })).rejects.toMatchObject({
      code: 'model-refused',
      message: 'image.file: It takes more memory than this machine can spare (SIGUSR2).',
    })
  },
)

it('a model that takes little is tried under the same watch', async () => {
  const answer = await runTrial(spawn, trial, { timeoutMs: 30_000 })
  expect(answer).toEqual({ kind: 'try', embeddingSize: 6 })
})
