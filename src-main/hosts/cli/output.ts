import type { PlainError } from '../../../src-preload/contract/index.ts'
import { withDataFolder } from './hints.ts'
import type { Outcome } from './outcome.ts'

export interface Printing {
  readonly json: boolean
  /** What --data was given, for the hints. */
  readonly data: string | undefined
}

export function printOutcome(outcome: Outcome, { json, data }: Printing): void {
  if (json) return printDocument(outcome.document)
  for (const line of outcome.lines) process.stdout.write(`${withDataFolder(line, data)}\n`)
  for (const note of outcome.notes ?? []) process.stderr.write(`${withDataFolder(note, data)}\n`)
}

export function printError(error: PlainError, { json, data }: Printing): void {
  if (json) printDocument({ error })
  else process.stderr.write(`${withDataFolder(error.message, data)}\n`)
}

function printDocument(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
