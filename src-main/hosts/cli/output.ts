import type { PlainError } from '../../../src-preload/contract/index.ts'
import { printable, printableJson } from '../shared/printable.ts'
import { withDataFolder } from './hints.ts'
import type { Outcome } from './outcome.ts'

export interface Printing {
  readonly json: boolean
  /** What --data was given, for the hints. */
  readonly data: string | undefined
}

export function printOutcome(outcome: Outcome, { json, data }: Printing): void {
  if (json) return printDocument(outcome.document)
  for (const line of outcome.lines) process.stdout.write(`${printable(withDataFolder(line, data))}\n`)
  for (const note of outcome.notes ?? []) remark(withDataFolder(note, data))
}

export function printError(error: PlainError, { json, data }: Printing): void {
  if (json) printDocument({ error })
  else remark(withDataFolder(error.message, data))
}

function printDocument(document: unknown): void {
  process.stdout.write(`${printableJson(document)}\n`)
}

/** One line beside the answer, on standard error. Whatever a command says while it works goes through here. */
export function remark(text: string): void {
  process.stderr.write(`${printable(text)}\n`)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
