import type { DownloadProgress, ModelEntry, ModelOverview } from '../../src-preload/contract/models.ts'

/** `get` begins a download, `retry` begins it once more, from where it broke off. */
export type ModelAct = 'get' | 'retry' | 'cancel' | 'use' | 'remove'

/** What a model's row shows, and what can be done there. */
export interface ModelRow {
  readonly kind: 'active' | 'next' | 'downloading' | 'installed' | 'broken' | 'failed' | 'offered'
  readonly acts: readonly ModelAct[]
  /** What is wrong with it, or why its last download ended: the engine's own sentence. */
  readonly problem: string | null
  readonly download: DownloadProgress | null
}

const nothingYet: DownloadProgress = {
  phase: 'starting',
  receivedBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  timeLeftMs: null,
  againAtMs: null,
  message: null,
}

export function rowOf(entry: ModelEntry): ModelRow {
  const { problem } = entry
  const row = (kind: ModelRow['kind'], ...acts: ModelAct[]): ModelRow => ({
    kind,
    acts,
    problem,
    download: null,
  })
  const removable: ModelAct[] = entry.isBuiltIn || entry.folder === null ? [] : ['remove']
  // What answers, or will, is dealt with where the model in use is shown.
  if (entry.role === 'active') return row('active')
  if (entry.role === 'next') return row('next')
  switch (entry.state) {
    case 'downloading':
      return { ...row('downloading', 'cancel'), download: entry.download ?? nothingYet }
    case 'installed':
      return row('installed', 'use', ...removable)
    case 'broken':
      return row('broken', ...removable)
    default:
      return problem === null ? row('offered', 'get') : row('failed', 'retry')
  }
}

export function activeModel(overview: ModelOverview | null): ModelEntry | null {
  return overview?.models.find(({ role }) => role === 'active') ?? null
}

export function downloadingModels(overview: ModelOverview | null): readonly ModelEntry[] {
  return overview?.models.filter(({ state }) => state === 'downloading') ?? []
}

/** Several downloads as one: their bytes added up; it moves as long as one of them does. */
export function downloadedTogether(models: readonly ModelEntry[]): DownloadProgress {
  const downloads = models.map(({ download }) => download ?? nothingYet)
  const [first, ...others] = downloads
  if (!first || others.length === 0) return first ?? nothingYet
  const totals = downloads.map(({ totalBytes }) => totalBytes)
  return {
    phase:
      (['downloading', 'waiting', 'starting', 'finishing'] as const).find((phase) =>
        downloads.some((download) => download.phase === phase),
      ) ?? 'starting',
    receivedBytes: sum(downloads.map(({ receivedBytes }) => receivedBytes)),
    totalBytes: totals.every((total) => total !== null) ? sum(totals) : null,
    bytesPerSecond: sum(downloads.map(({ bytesPerSecond }) => bytesPerSecond ?? 0)),
    timeLeftMs: null,
    againAtMs: null,
    message: downloads.find(({ message }) => message !== null)?.message ?? null,
  }
}

const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0)

/** The part that has arrived, from 0 to 1; null while nobody knows how much will come. */
export function partReceived({ receivedBytes, totalBytes }: DownloadProgress): number | null {
  return totalBytes === null || totalBytes <= 0 ? null : Math.min(1, receivedBytes / totalBytes)
}

/** What comes back when the model goes: its files, and what the catalog keeps for it. */
export function roomOf({ sizeBytes, embeddings }: ModelEntry): number {
  return (sizeBytes ?? 0) + embeddings.sizeBytes
}
