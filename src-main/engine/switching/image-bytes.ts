import { z } from 'zod'
import type { SettingRows } from '../catalog/settings.ts'
import type { ModelManifest } from '../models/manifest.ts'
import { modelOf, spaceOf } from '../models/spaces.ts'
import { hashOf, stampOf, strictStampOf, towerFiles } from './tower-files.ts'

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

/** A model's files as they were when its space was found. */
export interface FoundFiles {
  /** What embeddings of this image tower are filed under. */
  readonly space: string
  readonly image: { readonly names: readonly string[]; readonly stamp: string; readonly sha256: string }
  /** Both towers and the tokenizer. */
  readonly all: { readonly names: readonly string[]; readonly stamp: string }
}

/**
 * Where the embeddings of a model belong that lies in `dir`. Weights that came under the id of others make a space of
 * their own: embeddings of two image towers are never compared, whatever their manifests say. With `isWriting` the
 * bytes are remembered. Rejects as the file system does.
 */
export async function findFiles(
  settings: SettingRows,
  dir: string,
  manifest: ModelManifest,
  isWriting: boolean,
): Promise<FoundFiles> {
  const base = spaceOf(manifest)
  const known = remembered.parse(settings.get(settingKey) ?? {})
  const names = await towerFiles(dir, manifest)
  const everything = [...new Set([...names.image, ...names.text])]
  const all = { names: everything, stamp: stampOf(dir, everything) }
  const stamp = strictStampOf(dir, names.image)
  const found = (space: string, sha256: string) => ({
    space,
    image: { names: names.image, stamp, sha256 },
    all,
  })
  const remember = (space: string, sha256: string) => {
    if (isWriting) settings.set(settingKey, { ...known, [space]: { sha256, stamp } })
    return found(space, sha256)
  }
  const same = Object.entries(known).find(([space, tower]) => isOf(space, base) && tower.stamp === stamp)
  if (same) return found(same[0], same[1].sha256)
  const sha256 = await hashOf(dir, names.image)
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

/** Whether a space is of these weights, as far as anything is known: earlier versions remembered none. */
export function isOfTower(settings: SettingRows, space: string, sha256: string): boolean {
  const known = remembered.parse(settings.get(settingKey) ?? {})
  return known[space] === undefined || known[space].sha256 === sha256
}

/** Spaces of the same weights as `space`, under the same id: their pictures were prepared as nobody does it any more. */
export function outdated(settings: SettingRows, space: string, others: readonly string[]): string[] {
  const now = remembered.parse(settings.get(settingKey) ?? {})[space]
  if (!now) return []
  return others.filter(
    (other) => other !== space && modelOf(other) === modelOf(space) && isOfTower(settings, other, now.sha256),
  )
}
