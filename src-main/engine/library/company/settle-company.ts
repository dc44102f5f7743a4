import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../../catalog/catalog.ts'
import type { FoundFile, KnownFile } from '../../catalog/rows.ts'
import { loadKnown } from '../scan/known.ts'
import { nameOf } from '../scan/relative.ts'
import { companyOf } from './company.ts'
import { fileName } from './file-kinds.ts'

export interface CompanyOptions {
  readonly catalog: Catalog
  readonly rootId: number
  readonly folders: Iterable<string>
  /** The videos that a walk has just found, by folder; null: those that are known. */
  readonly videos: ReadonlyMap<string, readonly FoundFile[]> | null
  readonly signal: AbortSignal
}

const rawSum = 1
const videoSum = 2

/**
 * Brings what belongs together in step with the rows of these folders: the RAW beside a JPEG becomes part of its photo
 * and what the person said of it goes with it; left alone, it stands for a photo again. Gives how many rows changed.
 */
export async function settleCompany(options: CompanyOptions): Promise<number> {
  let changes = 0
  for (const folder of options.folders) {
    await nextTurn()
    options.signal.throwIfAborted()
    const scope = [{ under: folder, deep: false }]
    const rows = await loadKnown(options.catalog, options.rootId, scope, options.signal)
    options.catalog.transaction(() => (changes += settleFolder(options, folder, [...rows.values()])))
  }
  return changes
}

function settleFolder({ catalog, rootId, videos }: CompanyOptions, folder: string, all: KnownFile[]): number {
  const { photos } = catalog
  const there = all.filter((row) => row.missingSinceMs === null && row.leftOut !== 'rule')
  const pictures = new Map(there.filter((row) => !isVideo(row)).map((row) => [nameOf(row.relativePath), row]))
  const knownVideos = new Map(all.filter(isVideo).map((row) => [row.relativePath, row]))
  const found: readonly FoundFile[] = videos ? (videos.get(folder) ?? []) : there.filter(isVideo).map(asFound)
  const { companions } = companyOf(
    [...pictures.keys(), ...found.map(({ relativePath }) => nameOf(relativePath))],
    (name) => pictures.get(name)?.status !== 'failed' && pictures.get(name)?.leftOut === null,
  )
  const mainOf = (relativePath: string) => pictures.get(companions.get(nameOf(relativePath)) ?? '')
  const sums = new Map<number, number>()
  const belong = (main: KnownFile, sum: number) => sums.set(main.id, (sums.get(main.id) ?? 0) | sum)
  let changes = 0

  for (const row of pictures.values()) {
    const main = mainOf(row.relativePath)
    if (main) belong(main, rawSum)
    if (row.companionOf === (main?.id ?? null)) continue
    // What was said of the photo is said of both its files, once they are two photos again.
    if (row.companionOf !== null) photos.copyOwnData(row.companionOf, row.id)
    photos.setCompanionOf(row.id, main?.id ?? null)
    if (main) photos.moveOwnData(row.id, main.id)
    changes += 1
  }
  for (const file of found) {
    const main = mainOf(file.relativePath)
    const row = knownVideos.get(file.relativePath)
    if (!main) continue
    belong(main, videoSum)
    knownVideos.delete(file.relativePath)
    if (row?.companionOf === main.id && row.mtimeMs === file.mtimeMs && row.missingSinceMs === null) continue
    photos.addPending(rootId, file, main.id)
    changes += 1
  }
  photos.forgetVideos([...knownVideos.values()].map(({ id }) => id))
  for (const { id, companions: sum } of pictures.values()) {
    if (sum === (sums.get(id) ?? 0)) continue
    photos.setCompanions(id, sums.get(id) ?? 0)
    changes += 1
  }
  return changes + knownVideos.size
}

function asFound({ relativePath, sizeBytes, mtimeMs, inode }: KnownFile): FoundFile {
  return { relativePath, sizeBytes, mtimeMs, inode }
}

function isVideo({ relativePath }: { readonly relativePath: string }): boolean {
  return fileName(relativePath).kind === 'video'
}
