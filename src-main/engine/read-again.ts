import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { RootRow } from './catalog/rows.ts'
import { requireModel } from './models/model-info.ts'
import type { Rooms } from './rooms.ts'
import { readQueue, whyHeld } from './runs.ts'

export interface ReadAgainSummary {
  /** Photos that were to be read again. */
  readonly queued: number
  /** Those of them that were read. */
  readonly read: number
  /** Those that could not be read. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[]
  /** Paths that nothing could be read again of. */
  readonly refused: readonly Refusal[]
  readonly tookMs: number
}

export interface Refusal {
  readonly path: string
  /** `unknown`: outside the library, or no photo that it knows; `missing`: its file is gone; `away`: its disk is. */
  readonly why: 'unknown' | 'missing' | 'away' | 'left-out'
  /** One sentence. */
  readonly reason: string
}

/**
 * Reads photos whole again, by the paths of files or folders in the library, and settles when that is done. Throws
 * `model-missing`, `disk-full`, or the signal's reason.
 */
export async function readAgain(
  rooms: Rooms,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadAgainSummary> {
  const startedAtMs = performance.now()
  requireModel(rooms.model.info)
  const queued = new Set<number>()
  const refused: Refusal[] = []
  for (const path of paths) {
    const found = await queuePath(rooms, path)
    if (Array.isArray(found)) for (const id of found) queued.add(id)
    else refused.push(found as Refusal)
  }
  await readQueue(rooms, signal)
  const held = whyHeld(rooms)
  if (held) throw held.error
  const { total } = rooms.catalog.photos.problems(0, 1)
  const failed = rooms.catalog.photos
    .problems(0, Math.max(1, total))
    .problems.filter(({ photoId }) => queued.has(photoId))
    .map(({ path, reason }) => ({ path, reason }))
  return {
    queued: queued.size,
    read: queued.size - failed.length,
    failed,
    refused,
    tookMs: Math.round(performance.now() - startedAtMs),
  }
}

async function queuePath(rooms: Rooms, given: string): Promise<readonly number[] | Refusal> {
  const { catalog } = rooms
  const path = await realPath(resolve(given))
  const refuse = (why: Refusal['why'], reason: string): Refusal => ({ path: given, why, reason })
  const root = rootOf(catalog.roots.list(), path)
  if (!root)
    return refuse(
      'unknown',
      `${path} lies in none of the library's folders; add its folder with "sightline add DIR".`,
    )
  if (await rooms.writable().library.isAway(root))
    return refuse('away', `${root.path} cannot be reached now; try again when it is back.`)
  const relativePath = relative(root.path, path).replaceAll(sep, '/')
  const there = await stat(path).catch(() => null)
  const photo = relativePath === '' ? null : catalog.photos.named(root.id, relativePath)
  const known = photo ? 1 : catalog.photos.knownPage(root.id, relativePath, '', 1).length
  const unknown = `${path} holds no photo that the library knows; "sightline index" looks for new ones.`
  if (!there) {
    return known > 0
      ? refuse('missing', `${path} is gone; what is known of it is kept for 30 days.`)
      : refuse('unknown', unknown)
  }
  if (photo && there.isFile()) {
    if (photo.leftOut)
      return refuse('left-out', `${path} is left out by the rules or the smallest size of its folder.`)
    const queued = catalog.photos.readAgain([photo.id])
    return queued.length > 0
      ? queued
      : refuse('missing', `${path} counts as gone; "sightline index" looks again.`)
  }
  if (!there.isDirectory()) return refuse('unknown', unknown)
  const queued = catalog.photos.readAgainBelow(root.id, relativePath)
  return queued.length > 0 ? queued : refuse('unknown', unknown)
}

/** The path with links resolved, as roots are kept; what is not there is taken below the nearest folder that is. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await realPath(above), basename(path))
  }
}

function rootOf(roots: readonly RootRow[], path: string): RootRow | undefined {
  return roots.find((root) => path === root.path || path.startsWith(join(root.path, sep)))
}
