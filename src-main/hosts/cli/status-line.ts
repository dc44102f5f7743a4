import { printable } from '../shared/printable.ts'

/** One line on standard error that says how far long work is. */
export interface StatusLine {
  /** `share` from 0 to 1 draws a bar before the text. */
  show(text: string, share: number | null): void
  /** Takes it off the screen. */
  clear(): void
}

const eraseLine = '\r\x1b[K'
const quietEveryMs = 30_000

/** Drawn over itself on a terminal; elsewhere a line now and then. */
export function createStatusLine(
  stream: NodeJS.WriteStream = process.stderr,
  nowMs = () => performance.now(),
): StatusLine {
  let shown = false
  let nextLineMs = nowMs() + quietEveryMs
  return {
    show(said, share) {
      const text = printable(said)
      if (stream.isTTY) {
        shown = true
        stream.write(`${eraseLine}${withBar(text, share, stream.columns || 80)}`)
      } else if (nowMs() >= nextLineMs) {
        nextLineMs = nowMs() + quietEveryMs
        stream.write(`${text}\n`)
      }
    },
    clear() {
      if (shown) stream.write(eraseLine)
      shown = false
    },
  }
}

export function withBar(text: string, share: number | null, columns: number): string {
  const room = Math.min(30, columns - text.length - 2)
  if (share === null || room < 8) return text.slice(0, Math.max(0, columns - 1))
  const filled = Math.round(room * Math.min(1, Math.max(0, share)))
  return `${'█'.repeat(filled)}${'░'.repeat(room - filled)} ${text}`
}

export function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
