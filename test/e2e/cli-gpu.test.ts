import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

test('doctor --gpu says what was tried, how fast it is and what is in use', async () => {
  const data = tempDir('cli-gpu-data')
  const photos = tempDir('cli-gpu')
  await paintPhotos(photos, 3)
  await runCli(['add', photos, '--data', data])
  const run = await runCli(['doctor', '--gpu', '--data', data])
  expect(run).toMatchObject({ code: 0, stderr: 'All is well.\n' })
  expect(run.stdout).toMatch(/^(in use|agrees) {2,}CPU +[\d.]+ pictures\/s$/m)
  expect(run.stdout).toContain(
    'measured with the model starter; wanted: the fastest that agrees with the CPU',
  )
  expect((await runCli(['doctor', '--data', data, '--json'])).json()).not.toHaveProperty('gpu')
})

test('doctor --gpu measures before there is a library, too, and makes none', async () => {
  const data = join(tempDir('cli-gpu-none'), 'data')
  const run = await runCli(['doctor', '--gpu', '--json', '--data', data])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const tried = expect.arrayContaining([
    {
      provider: 'cpu',
      verdict: expect.stringMatching(/in-use|agrees/),
      reason: null,
      imagesPerSecond: expect.any(Number),
      leastCosine: null,
    },
  ])
  expect(run.json()).toMatchObject({ ok: true, gpu: { modelId: 'starter', wanted: 'auto', tried } })
  expect((await runCli(['status', '--json', '--data', data])).json()).toMatchObject({ photos: 0 })
})
