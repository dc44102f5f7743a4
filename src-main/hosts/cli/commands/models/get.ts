import {
  CodedError,
  type DownloadProgress,
  type Emit,
  type ModelEntry,
  type ModelOverview,
} from '../../../../../src-preload/contract/index.ts'
import { megabytes } from '../../../../engine/models/megabytes.ts'
import type { Outcome } from '../../outcome.ts'
import { createStatusLine, timeLeft } from '../../status-line.ts'
import type { CommandContext } from '../../with-engine.ts'
import { besideOthers, wayToUse } from './with-models.ts'

/** Fetches an offered model. Stopped or broken off, it keeps what has arrived. */
export async function getModel(context: CommandContext, id: string): Promise<Outcome> {
  const line = createStatusLine()
  const emit: Emit = (name, payload) => {
    if (name !== 'models.changed') return
    const download = (payload as ModelOverview).models.find((model) => model.id === id)?.download
    if (download) line.show(downloadText(download), share(download))
  }
  return besideOthers(context, emit, async (models) => {
    try {
      const model = await models.get(id, context.signal)
      const size = model.sizeBytes === null ? '' : ` (${megabytes(model.sizeBytes)})`
      return {
        document: { model },
        lines: [`${model.name} is here${size}, in ${model.folder ?? ''}.`],
        notes: model.role === null ? [wayToUse(context, model, meaning(model))] : [],
      }
    } catch (error) {
      throw context.signal.aborted ? stoppedEarly(id) : error
    } finally {
      line.clear()
    }
  })
}

function meaning({ embeddings }: ModelEntry): string {
  return embeddings.photos > 0 ? 'lets it answer again.' : 'reads your photos for it.'
}

function stoppedEarly(id: string): CodedError {
  const sentence = `Stopped before the end, what has arrived is kept; "sightline models get ${id}" goes on from here.`
  return new CodedError('download-failed', sentence)
}

export function downloadText(download: DownloadProgress): string {
  const { phase, receivedBytes, totalBytes, bytesPerSecond, timeLeftMs, message } = download
  if (phase === 'starting') return 'Asking for the model'
  if (phase === 'waiting') return `Waiting: ${message ?? ''}`
  if (phase === 'finishing') return 'Putting the model in place'
  const total = totalBytes === null ? '' : ` of ${megabytes(totalBytes)}`
  const rate = bytesPerSecond === null ? '' : ` · ${megabytes(bytesPerSecond)}/s`
  const left = timeLeftMs === null ? '' : ` · ${timeLeft(timeLeftMs)} left`
  return `Fetching ${megabytes(receivedBytes)}${total}${rate}${left}`
}

function share({ phase, receivedBytes, totalBytes }: DownloadProgress): number | null {
  return phase === 'downloading' && totalBytes !== null && totalBytes > 0 ? receivedBytes / totalBytes : null
}
