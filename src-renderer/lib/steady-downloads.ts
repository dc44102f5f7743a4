import type { DownloadProgress, ModelOverview } from '../../src-preload/contract/models.ts'

/** While a server is asked again and nothing has come yet, the reason stands: it would go and come with every try. */
export function withSteadyDownloads(before: ModelOverview | null, after: ModelOverview): ModelOverview {
  if (before === null) return after
  const models = after.models.map((model) => {
    const shown = before.models.find(({ id }) => id === model.id)?.download
    return shown && model.download && isOneTryLater(shown, model.download)
      ? { ...model, download: shown }
      : model
  })
  return { ...after, models }
}

function isOneTryLater(shown: DownloadProgress, now: DownloadProgress): boolean {
  const waited = shown.phase === 'waiting' && shown.againAtMs !== null
  const begins = now.phase === 'starting' || now.phase === 'downloading'
  return waited && begins && now.receivedBytes <= shown.receivedBytes
}
