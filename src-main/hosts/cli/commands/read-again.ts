import { resolve } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { ReadAgainSummary } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { plural, seconds } from '../output.ts'
import { createProgressBar } from '../progress-bar.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** Reads photos again, by their paths or their folders'. What is refused does not keep the others out. */
export async function readAgain(context: CommandContext, paths: readonly string[]): Promise<Outcome> {
  const bar = createProgressBar()
  try {
    return await withEngine(context, { role: 'indexer', emit: bar.emit }, async (engine) => {
      const asked = paths.map((path) => resolve(path))
      const summary = await engine.readAgain(asked, context.signal).catch((error: unknown) => {
        throw context.signal.aborted ? stoppedEarly : error
      })
      bar.clear()
      return describe(summary)
    })
  } finally {
    bar.clear()
  }
}

const stoppedEarly = new CodedError(
  'internal',
  'Stopped before the end; "sightline index" reads what is left.',
)

function describe({ queued, read, failed, refused, tookMs }: ReadAgainSummary): Outcome {
  return {
    document: { queued, read, failed, refused, tookMs },
    lines: queued > 0 ? [`Read ${plural(read, 'photo')} again in ${seconds(tookMs)}.`] : [],
    notes: [
      ...refused.map(({ reason }) => reason),
      ...(failed.length > 0 ? [`${plural(failed.length, 'file')} could not be read:`] : []),
      ...failed.map(({ path, reason }) => `  ${path}: ${reason}`),
    ],
    exitCode: refused.length + failed.length === 0 ? 0 : 1,
  }
}
