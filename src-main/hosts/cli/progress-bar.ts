import type { Emit, Progress } from '../../../src-preload/contract/index.ts'

export interface ProgressBar {
  readonly emit: Emit
  /** Takes the bar off the screen. */
  clear(): void
}

const eraseLine = '\r\x1b[K'
const quietEveryMs = 30_000

/** Progress on standard error: a bar on a terminal, else a line now and then. */
export function createProgressBar(
  stream: NodeJS.WriteStream = process.stderr,
  nowMs = () => performance.now(),
): ProgressBar {
  let shown = false
  let nextLineMs = nowMs() + quietEveryMs
  const show = (progress: Progress) => {
    if (progress.phase === 'idle') return
    if (stream.isTTY) {
      shown = true
      stream.write(`${eraseLine}${barLine(progress, stream.columns || 80)}`)
    } else if (nowMs() >= nextLineMs) {
      nextLineMs = nowMs() + quietEveryMs
      stream.write(`${progressText(progress)}\n`)
    }
  }
  return {
    emit: (name, payload) => {
      if (name === 'indexing.progress') show(payload as Progress)
    },
    clear() {
      if (shown) stream.write(eraseLine)
      shown = false
    },
  }
}

export function barLine(progress: Progress, columns: number): string {
  const text = progressText(progress)
  const room = Math.min(30, columns - text.length - 2)
  if (progress.phase !== 'indexing' || room < 8) return text.slice(0, Math.max(0, columns - 1))
  const filled = progress.total === 0 ? 0 : Math.round((room * progress.done) / progress.total)
  return `${'█'.repeat(filled)}${'░'.repeat(room - filled)} ${text}`
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

function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
