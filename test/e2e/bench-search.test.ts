import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadHnsw } from '../../src-main/engine/vectors/hnsw.ts'
import { printSearchBench } from '../../src-main/hosts/cli/bench/search/print-search.ts'
import { runSearchBench } from '../../src-main/hosts/cli/bench/search/run-search-bench.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bench-search')

it('measures searching in one run and leaves nothing behind', async () => {
  const photosDir = join(dir, 'photos')
  const names = await paintPhotos(photosDir, 6)
  const captionsFile = join(dir, 'captions.tsv')
  writeFileSync(
    captionsFile,
    names
      .map((name, n) => `${name}\ta circle of colour ${n}\n`)
      .join('')
      .repeat(9),
  )
  const scratchParent = join(dir, 'scratch')
  const small = { crops: 120, vectors: 300, libraries: [200], each: 2, shape: miniature }
  const report = await runSearchBench({ photosDir, captionsFile, scratchParent, ...small })
  const hnsw = (await loadHnsw()) ? { recall: 1 } : null
  expect(report).toMatchObject({
    recall: { embeddings: 120, bytes: 1, hnsw },
    scans: { vectors: 300, dim: 512, hnsw, sqliteVec: { agreement: 1 } },
    libraries: [{ photos: 200, index: 'exact' }],
    skipped: [],
  })
  expect(report.libraries[0]?.kinds.length).toBeGreaterThan(5)
  expect(printSearchBench(report).join('\n')).toContain('Recall@50')
  expect(readdirSync(scratchParent)).toEqual([])
})
