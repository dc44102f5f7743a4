import type { FoundFile, KnownFile, Sidecar } from '../../catalog/rows.ts'
import { reconcile } from './reconcile.ts'
import { below, nameOf } from './relative.ts'
import type { ScanState } from './scan-state.ts'
import type { FoundFolder } from './walk.ts'

/** Compares one folder with the catalog and writes down what is certain; the rest waits for the whole walk. */
export function takeFolder(
  state: ScanState,
  found: FoundFolder,
  isRipe: (writtenAtMs: number) => boolean,
): { readonly queued: boolean } {
  const { catalog, root, known, count } = state
  const { folder, pictures } = found
  count.files += pictures.length
  for (const { relativePath } of pictures) state.seen.add(relativePath)
  for (const { relativePath } of found.videos) state.seen.add(relativePath)
  for (const path of found.leftOut) {
    state.seen.add(path)
    state.leftOutFiles.add(path)
  }
  if (found.company.companions.size > 0) state.sociable.add(folder)
  if (found.videos.length > 0) state.videos.set(folder, found.videos)

  const { added, changed, renumbered, restamped, unstamped, back } = reconcile(known, pictures)
  if (back.length > 0) catalog.photos.setFound(back.map(({ id }) => id))
  count.back += back.filter(({ missingSinceMs }) => missingSinceMs !== null).length
  count.wanted += back.filter(({ leftOut }) => leftOut === 'rule').length
  for (const one of renumbered) state.renumbered.push(one)
  for (const one of restamped) {
    if (isRipe(one.file.writtenAtMs ?? 0)) state.restamped.push(one)
    else state.young.add(folder)
  }
  for (const { known: here, file } of changed) if (ripe(file)) state.unsettled.push({ here, file })

  const fresh: FoundFile[] = []
  for (const file of added) {
    if (!ripe(file)) continue
    const main = found.company.companions.get(nameOf(file.relativePath))
    if (main !== undefined) state.mainPaths.set(file.relativePath, below(folder, main))
    if (main !== undefined || mayBeKnown(file)) state.unsettled.push({ here: null, file })
    else fresh.push(file)
  }
  catalog.transaction(() => {
    for (const file of fresh) catalog.photos.addPending(root.id, file)
    // What an earlier Sightline did not note says nothing about what happened since.
    for (const { known: here, file } of unstamped) catalog.photos.setStamp(here.id, file.ctimeMs ?? 0)
    for (const file of pictures) noteSidecar(file)
  })
  count.added += fresh.length
  if (isOtherCompany(state, found, added.length + changed.length + back.length > 0)) state.company.add(folder)
  return { queued: fresh.length > 0 }

  function ripe(file: FoundFile): boolean {
    if (isRipe(file.writtenAtMs ?? file.mtimeMs)) return true
    if (isRipe(file.mtimeMs) && isRenamed(file)) return true
    state.young.add(folder)
    return false
  }

  /** A new name alone is no writing. */
  function isRenamed({ sizeBytes, mtimeMs, inode }: FoundFile): boolean {
    return inode !== 0 && state.content.withTime(sizeBytes, mtimeMs).some((row) => row.inode === inode)
  }

  /** Most newcomers are not even read: nothing known has their size. */
  function mayBeKnown(file: FoundFile): boolean {
    return file.problem === undefined && state.content.hasSize(file.sizeBytes)
  }

  function noteSidecar({ relativePath, xmp }: FoundFile): void {
    const row = known.get(relativePath)
    if (!row) return
    if (isSame(row, xmp)) return noteSidecarStamp(row, xmp)
    if (xmp && !isRipe(xmp.mtimeMs)) state.young.add(folder)
    else {
      catalog.photos.setSidecar(row.id, xmp ?? null)
      state.count.wanted += 1
    }
  }

  function noteSidecarStamp(row: KnownFile, xmp: Sidecar | undefined): void {
    if (xmp?.ctimeMs === undefined || row.sidecarCtimeMs === xmp.ctimeMs) return
    if (row.sidecarCtimeMs === null) catalog.photos.setSidecarStamp(row.id, xmp.ctimeMs)
    else if (isRipe(Math.max(xmp.mtimeMs, xmp.ctimeMs)))
      state.restampedSidecars.push({ photoId: row.id, xmp })
    else state.young.add(folder)
  }
}

function isSame(row: KnownFile, sidecar: Sidecar | undefined): boolean {
  if (!sidecar) return row.sidecar === null
  return (
    row.sidecar === sidecar.name &&
    row.sidecarMtimeMs === sidecar.mtimeMs &&
    row.sidecarSizeBytes === sidecar.sizeBytes
  )
}

/** Whether files of this folder belong together otherwise than the catalog says. */
function isOtherCompany({ known }: ScanState, found: FoundFolder, altered: boolean): boolean {
  const { folder, pictures, videos, company } = found
  if (altered && company.companions.size > 0) return true
  const mainIdOf = (relativePath: string) => {
    const main = company.companions.get(nameOf(relativePath))
    const row = main === undefined ? undefined : known.get(below(folder, main))
    return row && row.status !== 'failed' && row.leftOut === null ? row.id : null
  }
  if (pictures.some(({ relativePath }) => isOther(known.get(relativePath), mainIdOf(relativePath))))
    return true
  return videos.some((video) => {
    const row = known.get(video.relativePath)
    if (!row || row.leftOut !== null || row.missingSinceMs !== null) return true
    return isOther(row, mainIdOf(video.relativePath)) || row.mtimeMs !== video.mtimeMs
  })
}

function isOther(row: KnownFile | undefined, mainId: number | null): boolean {
  return row !== undefined && row.companionOf !== mainId
}
