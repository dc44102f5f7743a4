import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runQualityBench } from '../../src-main/hosts/cli/bench/quality/run-quality-bench.ts'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bench-quality')

it('asks the engine for captions and words, and leaves nothing behind', async () => {
  const photosDir = join(dir, 'photos')
  const names = await paintPhotos(photosDir, 4)
  const captionsFile = join(dir, 'captions.tsv')
  writeFileSync(captionsFile, names.map((name, n) => `${name}\ta ball: "${n}" - a dog\n`).join(''))
  const scratchParent = join(dir, 'scratch')
  const report = await runQualityBench({ photosDir, captionsFile, scratchParent })
  expect(report).toMatchObject({ photos: 4, captions: 4, recall: { r5: 1 } })
  expect(report.words.map(({ word, relevant }) => [word, relevant])).toEqual([
    ['dog', 4],
    ['ball', 4],
  ])
  expect(report.absent).toHaveLength(72)
  expect(readdirSync(scratchParent)).toEqual([])
})

it('says in a sentence what is missing', async () => {
  const run = await runCli(['bench', 'quality', '--photos', join(dir, 'nowhere'), '--json'])
  expect(run).toMatchObject({ code: 1 })
  expect(run.json()).toMatchObject({ error: { code: 'not-found' } })
})
