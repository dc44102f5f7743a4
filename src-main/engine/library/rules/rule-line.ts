import { readPieces, type Piece } from './name-glob.ts'

/** One line of rules, read. */
export interface Rule {
  /** It begins with `!`: what it fits is wanted after all. */
  readonly isNegative: boolean
  readonly isForFolders: boolean
  /** It has a slash before its end, so it speaks of the way from its folder; others of a name at any depth. */
  readonly isTied: boolean
  readonly pieces: readonly Piece[]
}

/** null: nothing (a blank line, a remark), or a pattern that can fit no path. */
export function readRule(line: string): Rule | null {
  if (line.startsWith('#')) return null
  const isNegative = line.startsWith('!')
  let body = withoutSpacesAtEnd(isNegative ? line.slice(1) : line)
  const isForFolders = body.endsWith('/')
  if (isForFolders) body = body.slice(0, -1)
  const isTied = body.includes('/')
  if (isTied && body.startsWith('/')) body = body.slice(1)
  if (body === '') return null
  const pieces = readPieces(body)
  return pieces && { isNegative, isForFolders, isTied, pieces }
}

/** Spaces at the end do not count, unless a backslash says that the last one does. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end -= 1
  let backslashes = 0
  while (text[end - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1 && end < text.length ? text.slice(0, end + 1) : text.slice(0, end)
}
