import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SettingRows } from '../catalog/settings.ts'
import { hashFile } from '../library/hash.ts'
import type { ModelManifest } from '../models/manifest.ts'
import { spaceOf } from '../models/spaces.ts'

const settingKey = 'imageTowers'
const remembered = z
  .record(
    z.string(),
    z.object({
      /** Of the image tower that made the embeddings filed under this name. */
      sha256: z.string(),
      /** The file as it was when it was hashed last: only another is hashed again. */
      stamp: z.string(),
    }),
  )
  .catch({})

/**
 * Where the embeddings of a model belong that lies in `dir`. Weights that came under the id of others make a space of
 * their own: embeddings of two image towers are never compared, whatever their manifests say. With `isWriting` the
 * bytes are remembered.
 */
export async function spaceOfFiles(
  settings: SettingRows,
  dir: string,
  manifest: ModelManifest,
  isWriting: boolean,
): Promise<string> {
  const base = spaceOf(manifest)
  const known = remembered.parse(settings.get(settingKey) ?? {})
  const files = await towerFiles(dir, manifest.image.file)
  const stamp = JSON.stringify(files)
  const remember = (space: string, sha256: string) => {
    if (isWriting) settings.set(settingKey, { ...known, [space]: { sha256, stamp } })
    return space
  }
  const same = Object.entries(known).find(([space, tower]) => isOf(space, base) && tower.stamp === stamp)
  if (same) return same[0]
  const sha256 = await hashOf(files.map(([name]) => join(dir, name)))
  const alike = Object.entries(known).find(([space, tower]) => isOf(space, base) && tower.sha256 === sha256)
  if (alike) return remember(alike[0], sha256)
  return remember(known[base] ? `${base}@${sha256.slice(0, 12)}` : base, sha256)
}

/** No embeddings are left there: other weights may have the name. */
export function forgetBytes(settings: SettingRows, space: string): void {
  const known = remembered.parse(settings.get(settingKey) ?? {})
  if (!known[space]) return
  const { [space]: _, ...rest } = known
  settings.set(settingKey, rest)
}

function isOf(space: string, base: string): boolean {
  return (
    space === base || (space.startsWith(`${base}@`) && /^[0-9a-f]{12}$/.test(space.slice(base.length + 1)))
  )
}

/** An ONNX file, and the weights beside it where they are too large for one file. */
async function towerFiles(
  dir: string,
  file: string,
): Promise<[name: string, size: number, mtimeMs: number][]> {
  const names = (await readdir(dir)).filter((name) => name.startsWith(file)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(dir, name))
      return [name, size, mtimeMs] as [string, number, number]
    }),
  )
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hashes: string[] = []
  for (const path of paths) hashes.push(Buffer.from(await hashFile(path)).toString('hex'))
  return hashes.join('')
}

/**
 * Whether two spaces are of the same weights, as far as anything is known: they differ in how pictures are prepared.
 * Earlier versions remembered no weights.
 */
export function isSameTower(settings: SettingRows, one: string, other: string): boolean {
  const known = remembered.parse(settings.get(settingKey) ?? {})
  return known[one] === undefined || known[one].sha256 === known[other]?.sha256
}
