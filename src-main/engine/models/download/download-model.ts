import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError, type DownloadProgress } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../manifest.ts'
import { requireRoom } from '../room.ts'
import { putInPlace, stagingOf } from '../staging.ts'
import { placeFor } from '../stored-model.ts'
import { addressOf } from './addresses.ts'
import { downloadFile } from './download-file.ts'
import type { Reach } from './exchange.ts'
import { openPartFile } from './part-file.ts'
import { createRate } from './rate.ts'
import type { WantedFile } from './receive.ts'

export interface ModelDownload {
  readonly folder: string
  readonly mirror: string | null
  readonly reach: Reach
  report(progress: DownloadProgress): void
}

interface Piece {
  readonly wanted: WantedFile
  readonly path: string
  receivedBytes: number
  totalBytes: number | null
}

/**
 * Fetches the files of a model that are not here yet and puts the whole model in place. Whatever ends it before keeps
 * what has arrived. Only one process at a time may do this for a model.
 */
export async function downloadModel(manifest: ModelManifest, download: ModelDownload): Promise<void> {
  const { folder, mirror, reach, report } = download
  const staged = stagingOf(folder, manifest.id, 'download')
  await mkdir(staged, { recursive: true })
  const pieces = await findPieces(wantedFiles(manifest, mirror), staged)
  const progress = createProgress(pieces, report)
  progress.say('starting')
  await requireRoom(
    staged,
    pieces.reduce((sum, { totalBytes, receivedBytes }) => sum + (totalBytes ?? 0) - receivedBytes, 0),
    manifest.name,
  )
  for (const piece of pieces) await fetchPiece(piece, folder, reach, progress)
  progress.say('finishing')
  for (const { path, wanted } of pieces) await rename(path, join(staged, wanted.file))
  await removeOthers(
    staged,
    pieces.map(({ wanted }) => wanted.file),
  )
  await writeManifest(staged, manifest)
  await putInPlace(staged, placeFor(folder, manifest.id))
}

function wantedFiles({ name, files }: ModelManifest, mirror: string | null): WantedFile[] {
  const wanted = files.map(({ file, url, sizeBytes, sha256 }): WantedFile => {
    if (url !== null) return { file, url: addressOf(url, mirror), sizeBytes, sha256 }
    throw new CodedError('download-failed', `${name} does not say where its file ${file} can be fetched.`)
  })
  // Those of unknown size first, so that the total is soon known; then the small ones, which show early what is wrong.
  return wanted.toSorted((a, b) => (a.sizeBytes ?? 0) - (b.sizeBytes ?? 0))
}

/** What earlier attempts have left. A part is named by the hash it will have: another version does not continue it. */
async function findPieces(wanted: readonly WantedFile[], staged: string): Promise<Piece[]> {
  const pieces = wanted.map((one): Piece => {
    const path = join(staged, `${one.file}.${one.sha256.slice(0, 16)}.part`)
    return { wanted: one, path, receivedBytes: 0, totalBytes: one.sizeBytes }
  })
  for (const piece of pieces) {
    // The last download ended between two renamings.
    await rename(join(staged, piece.wanted.file), piece.path).catch(() => {})
    const size = (await stat(piece.path).catch(() => null))?.size ?? 0
    const { sizeBytes } = piece.wanted
    if (sizeBytes !== null && size > sizeBytes) await rm(piece.path)
    else piece.receivedBytes = size
  }
  await removeOthers(
    staged,
    pieces.flatMap(({ path }) => [path, `${path}.etag`]).map((path) => path.slice(staged.length + 1)),
  )
  return pieces
}

async function removeOthers(staged: string, keep: readonly string[]): Promise<void> {
  for (const name of await readdir(staged)) {
    if (!keep.includes(name)) await rm(join(staged, name), { recursive: true, force: true })
  }
}

async function fetchPiece(piece: Piece, folder: string, reach: Reach, progress: Progress): Promise<void> {
  const part = await openPartFile(piece.path, reach.signal)
  const count = () => (piece.receivedBytes = part.receivedBytes)
  try {
    count()
    await downloadFile(piece.wanted, part, reach, folder, {
      onAttempt: () => progress.say('downloading'),
      onTotal: (totalBytes) => {
        piece.totalBytes = totalBytes
        count()
        progress.say('downloading')
      },
      onBytes: (bytes) => {
        count()
        progress.moved(bytes)
      },
      onWait: (reason, forMs) => {
        count()
        progress.say('waiting', { message: reason, againAtMs: Date.now() + forMs })
      },
    })
  } finally {
    await part.close()
  }
}

type Progress = ReturnType<typeof createProgress>
type Wait = Pick<DownloadProgress, 'message' | 'againAtMs'>

function createProgress(pieces: readonly Piece[], report: (progress: DownloadProgress) => void) {
  const rate = createRate()
  const say = (phase: DownloadProgress['phase'], wait: Wait = { message: null, againAtMs: null }) => {
    const receivedBytes = pieces.reduce((sum, piece) => sum + piece.receivedBytes, 0)
    const totalBytes = pieces.reduce<number | null>(
      (sum, piece) => (sum === null || piece.totalBytes === null ? null : sum + piece.totalBytes),
      0,
    )
    const bytesPerSecond = phase === 'downloading' ? rate.bytesPerSecond() : null
    const known = totalBytes !== null && bytesPerSecond !== null && bytesPerSecond > 0
    const timeLeftMs = known ? Math.round(((totalBytes - receivedBytes) * 1_000) / bytesPerSecond) : null
    report({ phase, receivedBytes, totalBytes, bytesPerSecond, timeLeftMs, ...wait })
  }
  return {
    say,
    moved(bytes: number) {
      rate.add(bytes)
      say('downloading')
    },
  }
}

async function writeManifest(staged: string, manifest: ModelManifest): Promise<void> {
  const path = join(staged, 'model.json')
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
}
