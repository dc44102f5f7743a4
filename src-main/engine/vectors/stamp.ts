import { statSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What an index file was built from. A file whose stamp does not fit the catalog is thrown away. */
export interface IndexStamp {
  readonly catalogId: string
  readonly modelId: string
  readonly dim: number
  /** Embeddings with higher ids are not in the file. */
  readonly maxEmbeddingId: number
  /** Embeddings in the file. */
  readonly count: number
  readonly m: number
  readonly efConstruction: number
  /** Of the index file, as hex: a file with flipped bits could crash the process that searches it. */
  readonly sha256: string
}

const schema = z.strictObject({
  catalogId: z.string(),
  modelId: z.string(),
  dim: z.int().positive(),
  maxEmbeddingId: z.int().min(0),
  count: z.int().min(0),
  m: z.int().positive(),
  efConstruction: z.int().positive(),
  sha256: z.string(),
})

export interface IndexFiles {
  readonly index: string
  readonly stamp: string
}

export function indexFiles(dir: string, modelId: string): IndexFiles {
  const name = encodeURIComponent(modelId)
  return { index: join(dir, `${name}.hnsw`), stamp: join(dir, `${name}.json`) }
}

/** What cannot be deleted is overwritten by the next build, or read and refused again. */
export async function deleteIndex({ index, stamp }: IndexFiles): Promise<void> {
  await Promise.allSettled([index, stamp].map((path) => rm(path, { recursive: true, force: true })))
}

/** What the index of a space takes on the disk. */
export function indexBytes(dir: string, modelId: string): number {
  const { index, stamp } = indexFiles(dir, modelId)
  try {
    const sizes = [index, stamp].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch {
    // A catalog that was brought here may name one that no disk has room for.
    return 0
  }
}

/** Null when there is none, or none that can be read. */
export async function readStamp(file: string): Promise<IndexStamp | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** Written beside, then renamed. */
export async function writeStamp(file: string, stamp: IndexStamp): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`
  await writeFile(beside, `${JSON.stringify(stamp, null, 2)}\n`)
  await rename(beside, file)
}

/** Whether a stamp belongs to this catalog, model and way of building. */
export function stampFits(
  stamp: IndexStamp,
  expected: Pick<IndexStamp, 'catalogId' | 'modelId' | 'dim' | 'm' | 'efConstruction'>,
): boolean {
  return (
    stamp.catalogId === expected.catalogId &&
    stamp.modelId === expected.modelId &&
    stamp.dim === expected.dim &&
    stamp.m === expected.m &&
    stamp.efConstruction === expected.efConstruction
  )
}
