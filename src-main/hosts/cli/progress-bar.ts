import type { Emit, Progress } from '../../../src-preload/contract/index.ts'
import { createStatusLine, timeLeft, withBar, type StatusLine } from './status-line.ts'

export interface ProgressBar {
  readonly emit: Emit
  /** Takes the bar off the screen. */
  clear(): void
}

/** How far indexing is, on standard error. */
export function createProgressBar(line: StatusLine = createStatusLine()): ProgressBar {
  return {
    emit: (name, payload) => {
      if (name !== 'indexing.progress') return
      const progress = payload as Progress
      if (progress.phase !== 'idle') line.show(progressText(progress), share(progress))
    },
    clear: line.clear,
  }
}

export function barLine(progress: Progress, columns: number): string {
  return withBar(progressText(progress), share(progress), columns)
}

function share({ phase, done, total }: Progress): number | null {
  if (phase !== 'indexing') return null
  return total === 0 ? 0 : done / total
}

export function progressText(progress: Progress): string {
  if (progress.phase === 'scanning') return 'Looking for photos'
  if (progress.phase === 'paused') return progress.pauseMessage ?? 'Paused'
  const counts = `${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')}`
  const rate = progress.photosPerSecond === null ? '' : ` · ${rounded(progress.photosPerSecond)}/s`
  const left = progress.timeLeftMs === null ? '' : ` · ${timeLeft(progress.timeLeftMs)} left`
  return `Indexing ${counts}${rate}${left}`
}

function rounded(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond))
}
