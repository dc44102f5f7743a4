import { CodedError } from '../../../../src-preload/contract/index.ts'
import { judging, type Verdict } from './judging.ts'
import { readRule } from './rule-line.ts'

/** gitignore-style lines, as one answer for each path below the folder that they belong to. */
export interface Patterns {
  /** null: no line speaks of this path. A folder's path ends with `/`. */
  judge(relativePath: string): Verdict
  /** Of the lines that count, in characters. */
  readonly length: number
}

export const longestRulesBytes = 65_536
const mostLines = 1_000
const longestLine = 1_000
/** More of them in one line is a mistake, or meant to hold somebody up. */
const mostStars = 10

/** What is wrong with one line, if anything. */
function problemOf(line: string): string | null {
  if (line.length > longestLine) return `is longer than ${longestLine} characters`
  if (line.includes('\0')) return 'has a NUL character in it'
  const rule = line.replace(/\s+$/, '')
  if (rule === '' || rule.startsWith('#')) return null
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(rule)) return 'ends with a backslash that escapes nothing'
  if (rule === '!' || rule === '/' || rule === '!/') return 'names no file and no folder'
  const bare = rule.replace(/\\./g, '')
  if (bare.lastIndexOf('[') > bare.lastIndexOf(']')) return 'has a [ without its ]'
  if ((bare.match(/\*+/g) ?? []).length > mostStars) return `has more than ${mostStars} wildcards`
  return null
}

/** Throws `bad-arguments` with a sentence for the person who wrote the rules. */
export function checkRules(text: string): void {
  if (Buffer.byteLength(text) > longestRulesBytes)
    throw new CodedError(
      'bad-arguments',
      `The rules are longer than ${longestRulesBytes} bytes; shorten them.`,
    )
  const lines = text.split(/\r?\n/)
  if (lines.length > mostLines)
    throw new CodedError('bad-arguments', `There are more than ${mostLines} lines of rules; shorten them.`)
  for (const [at, line] of lines.entries()) {
    const problem = problemOf(line)
    if (problem)
      throw new CodedError('bad-arguments', `Line ${at + 1} of the rules ${problem}: ${line.slice(0, 80)}`)
  }
}

/** Lines of a file that somebody wrote: those that do not parse count for nothing. null: no line counts. */
export function parsePatterns(text: string): Patterns | null {
  const lines = text
    .slice(0, longestRulesBytes)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .slice(0, mostLines)
    .filter((line) => problemOf(line) === null && /^\s*[^#\s]/.test(line))
  const rules = lines.map(readRule).filter((rule) => rule !== null)
  if (rules.length === 0) return null
  const judge = judging(rules)
  return {
    judge: (relativePath) => (isBelow(relativePath) ? judge(relativePath) : null),
    length: lines.reduce((sum, line) => sum + line.length, 0),
  }
}

/** A path that leaves its folder, or says no name, is nothing that rules speak of. */
function isBelow(path: string): boolean {
  return path !== '' && !/^(?:\/|\.\.?(?:\/|$))/.test(path)
}
