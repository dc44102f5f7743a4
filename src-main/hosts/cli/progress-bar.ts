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

function share(progress: Progress): number | null {
  if (progress.phase !== 'indexing') return null
  const { done, total } = moving(progress)
  return total === 0 ? 0 : done / total
}

export function progressText(progress: Progress): string {
  if (progress.phase === 'scanning') return 'Looking for photos'
  if (progress.phase === 'paused') return progress.pauseMessage ?? 'Paused'
  const { done, total, photosPerSecond, timeLeftMs } = moving(progress)
  const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  const rate = photosPerSecond === null ? '' : ` · ${rounded(photosPerSecond)}/s`
  const left = timeLeftMs === null ? '' : ` · ${timeLeft(timeLeftMs)} left`
  const { switching } = progress
  const work = switching && isOnItsWay(progress) ? `Reading photos for ${switching.name}:` : 'Indexing'
  return `${work} ${counts}${rate}${left}`
}

/** New photos come first; known ones are read for another model when none is left. */
function isOnItsWay({ done, total, switching }: Progress): boolean {
  return switching !== null && done === total
}

function moving(progress: Progress) {
  return progress.switching && isOnItsWay(progress) ? progress.switching : progress
}

function rounded(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond))
}
