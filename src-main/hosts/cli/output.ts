import type { PlainError } from '../../../src-preload/contract/index.ts'
import type { Outcome } from './outcome.ts'

export function printOutcome(outcome: Outcome, json: boolean): void {
  if (json) return printDocument(outcome.document)
  for (const line of outcome.lines) process.stdout.write(`${line}\n`)
  for (const note of outcome.notes ?? []) process.stderr.write(`${note}\n`)
}

export function printError(error: PlainError, json: boolean): void {
  if (json) printDocument({ error })
  else process.stderr.write(`${error.message}\n`)
}

function printDocument(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
