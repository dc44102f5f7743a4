import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openCatalog, type Catalog } from '../catalog/catalog.ts'
import { hashFile } from '../library/hash.ts'
import type { BuildOrder, BuildReport } from './build-protocol.ts'
import { graph, loadHnsw, type Hnsw } from './hnsw.ts'
import { indexFiles, writeStamp } from './stamp.ts'

/** Rows are read in short transactions: one of two minutes would keep the catalog's journal growing meanwhile. */
const pageRows = 2_000
/** About 0.2 s of adding at 512 values: the time after which the process notices that its engine is gone. */
const sliceRows = 200

/** Builds the index of one model's embeddings as they are now, and puts it in place together with its stamp. */
export async function buildIndex(order: BuildOrder): Promise<BuildReport> {
  const startedAtMs = performance.now()
  const library = await loadHnsw()
  if (!library) return { kind: 'failed', message: 'the package hnswlib-node is not installed' }
  const catalog = openCatalog(order.catalogFile, { readonly: true })
  try {
    const { modelId, dim, dir } = order
    const maxEmbeddingId = catalog.embeddings.maxId(modelId)
    const index = library.create(dim, catalog.embeddings.count(modelId))
    await addAll(catalog, order, index, maxEmbeddingId)

    await mkdir(dir, { recursive: true })
    const files = indexFiles(dir, modelId)
    const beside = `${files.index}.${process.pid}.tmp`
    try {
      await index.write(beside)
      const sha256 = Buffer.from(await hashFile(beside)).toString('hex')
      for (const path of [files.index, files.stamp]) await clearFolder(path)
      await rename(beside, files.index)
      const stamp = {
        catalogId: catalog.id,
        modelId,
        dim,
        maxEmbeddingId,
        count: index.count,
        ...graph,
        sha256,
      }
      await writeStamp(files.stamp, stamp)
    } finally {
      await rm(beside, { force: true })
    }
    return { kind: 'built', count: index.count, tookMs: performance.now() - startedAtMs }
  } finally {
    catalog.close()
  }
}

async function addAll(
  catalog: Catalog,
  order: BuildOrder,
  index: Hnsw,
  maxEmbeddingId: number,
): Promise<void> {
  for (let after = 0; after < maxEmbeddingId;) {
    const page = pageOf(catalog, order, after, maxEmbeddingId)
    const last = page.at(-1)
    if (!last) return
    for (const [at, { id, vector }] of page.entries()) {
      if (vector.length === order.dim) index.add(id, vector)
      if (at % sliceRows === 0) await nextTurn()
    }
    after = last.id
  }
}

function pageOf(
  catalog: Catalog,
  order: BuildOrder,
  after: number,
  maxEmbeddingId: number,
): { id: number; vector: Float32Array }[] {
  const page: { id: number; vector: Float32Array }[] = []
  for (const { id, vector } of catalog.embeddings.all(order.modelId, after)) {
    if (id > maxEmbeddingId) break
    // Copied: the bytes from SQLite need not begin at a multiple of four.
    page.push({ id, vector: new Float32Array(Uint8Array.from(vector).buffer) })
    if (page.length === pageRows) break
  }
  return page
}

/** A file is not renamed to where a folder is. */
async function clearFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) await rm(path, { recursive: true, force: true })
}
