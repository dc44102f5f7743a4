import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { loadHnsw } from '../../src-main/engine/vectors/hnsw.ts'
import { fillCatalog } from '../../src-main/hosts/cli/bench/vectors.ts'
import { synthetic } from '../../src-main/hosts/cli/bench/synthetic.ts'
import { projectRoot } from '../helpers/imports.ts'
import { tempDir } from '../helpers/temp.ts'

// Once the bundle had swallowed hnswlib-node, and then found none of its binary, while the source ran well.
test('the built index worker builds an index, like the one from source', async () => {
  if (!(await loadHnsw())) return console.log('skipped: hnswlib-node could not be compiled on this machine')
  const dir = tempDir('built-index')
  const catalogFile = join(dir, 'catalog.sqlite')
  const catalog = openCatalog(catalogFile)
  const source = synthetic(32)
  await fillCatalog(catalog, 'starter', 300, () => source.photo())
  catalog.close()

  const worker = fork(join(projectRoot, 'out/main/index-worker.js'), { serialization: 'advanced' })
  const report = new Promise((resolve) => worker.once('message', resolve))
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  worker.send({ kind: 'build', catalogFile, dir: join(dir, 'vectors'), modelId: 'starter', dim: 32 })
  expect(await report).toMatchObject({ kind: 'built', count: 300 })
  worker.kill()
  await gone
  expect(existsSync(join(dir, 'vectors', 'starter.hnsw'))).toBe(true)
})
