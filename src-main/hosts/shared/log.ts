import type { Log, LogLevel } from '../../engine/ports.ts'
import { printableLines } from './printable.ts'

const ranks: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 }

/** Lines on standard error from `level` up. SIGHTLINE_LOG=debug|info|warn|error overrides the level. */
export function createLog(level: LogLevel | 'silent'): Log {
  const wanted = levelFromEnvironment() ?? level
  const lowest = wanted === 'silent' ? Infinity : ranks[wanted]
  return (level, message) => {
    if (ranks[level] >= lowest) process.stderr.write(`sightline ${level}: ${printableLines(message)}\n`)
  }
}

export function isVerbose(): boolean {
  return levelFromEnvironment() === 'debug'
}

function levelFromEnvironment(): LogLevel | undefined {
  const wanted = process.env['SIGHTLINE_LOG']
  return wanted !== undefined && Object.hasOwn(ranks, wanted) ? (wanted as LogLevel) : undefined
}
