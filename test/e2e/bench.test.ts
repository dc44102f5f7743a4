import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runBench } from '../../src-main/hosts/cli/bench/run-bench.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bench')

it('measures everything in one run and leaves nothing behind', async () => {
  const photosDir = join(dir, 'photos')
  const names = await paintPhotos(photosDir, 6)
  const captionsFile = join(dir, 'captions.tsv')
  writeFileSync(captionsFile, names.map((name, n) => `${name}\ta circle of colour ${n}\n`).join(''))
  const scratchParent = join(dir, 'scratch')
  const report = await runBench({ photosDir, captionsFile, scratchParent, vectors: 300 })
  expect(report).toMatchObject({
    indexing: { photos: 6, failed: 0 },
    retrieval: { captions: 6, r10: 1, reference: null },
    secondStart: { embedded: 0 },
    synthetic: { vectors: 300, dim: 512, hnsw: { recallAt10: { photos: 1, words: 1 } } },
  })
  for (const rate of [report.indexing.photosPerSecond, report.bound.decodePerSecond, report.bound.share]) {
    expect(rate).toBeGreaterThan(0)
  }
  expect(readdirSync(scratchParent)).toEqual([])
})

it('says what to pass when there are no photos', async () => {
  const photosDir = join(dir, 'nowhere')
  await expect(runBench({ photosDir })).rejects.toMatchObject({ code: 'not-found' })
})
