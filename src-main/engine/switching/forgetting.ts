import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Catalog } from '../catalog/catalog.ts'
import { indexFiles } from '../vectors/stamp.ts'
import { forgetBytes } from './image-bytes.ts'

/** About 5 ms. */
const sliceRows = 500
const dayMs = 24 * 60 * 60 * 1_000
/** Going back to the former model costs nothing for so long. */
const keepFormerMs = 30 * dayMs

/** Removes the embeddings of a space and its index, in slices between which questions are answered. */
export async function forgetSpace(
  catalog: Catalog,
  vectorsDir: string,
  space: string,
  ending: AbortSignal,
): Promise<number> {
  let photos = 0
  for (let after = 0; ;) {
    const slice = catalog.transaction(() => catalog.embeddings.forget(space, after, sliceRows))
    if (!slice) break
    after = slice.lastPhotoId
    photos += slice.removed
    await nextTurn()
    ending.throwIfAborted()
  }
  forgetBytes(catalog.settings, space)
  const { index, stamp } = indexFiles(vectorsDir, space)
  await Promise.all([rm(index, { force: true }), rm(stamp, { force: true })])
  return photos
}

/** Deletes index files of spaces that are no more. */
export async function sweepVectors(vectorsDir: string, spaces: ReadonlySet<string>): Promise<void> {
  const wanted = [...spaces].flatMap((space) => Object.values(indexFiles('', space) as object) as string[])
  const names = await readdir(vectorsDir).catch(() => [])
  for (const name of names) {
    // An index that is being written has its own name and more.
    if (!wanted.some((one) => name.startsWith(one))) await rm(join(vectorsDir, name), { force: true })
  }
}

const settingKey = 'formerSpaces'
const former = z.record(z.string(), z.number()).catch({})

/** The library is whole without these: from now on their days are counted. Names them. */
export function noteFormer(catalog: Catalog, inUse: ReadonlySet<string>, nowMs: number): string[] {
  const known = former.parse(catalog.settings.get(settingKey) ?? {})
  const left = catalog.embeddings
    .perModel()
    .map(({ modelId }) => modelId)
    .filter((space) => !inUse.has(space))
  const noted = Object.fromEntries(left.map((space) => [space, Math.min(known[space] ?? nowMs, nowMs)]))
  if (JSON.stringify(noted) !== JSON.stringify(known)) catalog.settings.set(settingKey, noted)
  return left
}

/** Spaces that nothing has needed for a month. */
export function longFormer(catalog: Catalog, inUse: ReadonlySet<string>, nowMs: number): string[] {
  const known = former.parse(catalog.settings.get(settingKey) ?? {})
  return Object.entries(known)
    .filter(([space, sinceMs]) => !inUse.has(space) && sinceMs < nowMs - keepFormerMs)
    .map(([space]) => space)
}
