import type { Progress } from '../../../src-preload/contract/indexing.ts'
import { joined } from '../../lib/joined.ts'
import { t } from '../../strings/index.ts'

/** What the line at the foot says of reading photos: new ones first, then those on their way to another model. */
export function sentenceOf(progress: Progress): string {
  const { phase, done, total, photosPerSecond, timeLeftMs, switching } = progress
  if (phase === 'scanning') return t.progress.scanning
  if (phase === 'paused') return pauseSentence(progress)
  if (switching && !readsNew(progress)) return joined(t.switching.line(switching), progress.slowed)
  return joined(
    t.progress.indexing(done, total),
    photosPerSecond !== null && photosPerSecond > 0 && t.progress.rate(photosPerSecond),
    timeLeftMs !== null && t.progress.left(timeLeftMs),
    progress.slowed,
  )
}

/** Photos that were never read go before those that another model waits for. */
export function readsNew({ phase, done, total }: Progress): boolean {
  return phase === 'indexing' && done < total
}

/** Why nothing is read, and how many photos wait: of the whole library, also those that came since the pause. */
function pauseSentence(progress: Progress): string {
  const { library, switching } = progress
  const why = whyPaused(progress)
  if (switching && library.pending === 0) return t.switching.paused(switching, why)
  return joined(why, library.pending > 0 && t.progress.waiting(library.pending))
}

export function whyPaused({ pauseReason, pauseMessage }: Progress): string {
  return pauseMessage ?? t.progress.pauses[pauseReason ?? 'person']
}

/** How far it is, from 0 to 1; null while nobody knows. */
export function partDone(progress: Progress): number | null {
  const { phase, done, total, switching, library } = progress
  if (phase === 'scanning') return null
  const isSwitch = switching !== null && !readsNew(progress) && (phase !== 'paused' || library.pending === 0)
  if (isSwitch) {
    return switching.phase === 'indexing' || switching.total === 0 ? null : switching.done / switching.total
  }
  return total > 0 ? Math.min(1, done / total) : 0
}
