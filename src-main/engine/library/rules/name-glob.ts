import { isInBracket, readBracket, type Bracket } from './bracket.ts'
import { folded } from './case-folding.ts'

/** A number is a character itself, as a code unit with its case folded. */
type Token = number | Bracket | 'any' | 'star'

/** What a rule says of one name on the way: a pattern, or `**`, any number of folders. */
export type Piece = readonly Token[] | 'deep'

/** A rule's pieces, between its slashes. null: no name can ever fit. */
export function readPieces(pattern: string): Piece[] | null {
  const pieces: Piece[] = []
  let tokens: Token[] = []
  const endPiece = () => {
    pieces.push(tokens.length > 1 && tokens.every((token) => token === 'star') ? 'deep' : tokens)
    tokens = []
  }
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at]
    if (char === '/') endPiece()
    else if (char === '*') tokens.push('star')
    else if (char === '?') tokens.push('any')
    else if (char === '[') {
      const read = readBracket(pattern, at)
      if (!read) return null
      tokens.push(read.bracket)
      at = read.end - 1
    } else if (char === '\\') {
      at += 1
      if (at >= pattern.length) return null
      if (pattern[at] === '/') endPiece()
      else tokens.push(folded(pattern.charCodeAt(at)))
    } else tokens.push(folded(pattern.charCodeAt(at)))
  }
  endPiece()
  return pieces
}

/** A name as it is compared: its code units, and the same with their case folded. */
export interface Name {
  readonly units: Uint16Array
  readonly folded: Uint16Array
}

export function nameOfText(text: string): Name {
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  return { units, folded: units.map(folded) }
}

/**
 * Whether the whole name fits. Where it does not, only the latest `*` takes one more character: what stands before it
 * already fits at the first place that it can, so no other way of sharing out the name could do better. The time is
 * at most the product of both lengths.
 */
export function fitsName(tokens: readonly Token[], name: Name): boolean {
  const { units, folded: letters } = name
  let at = 0
  let token = 0
  let star = -1
  let starAt = 0
  const last = tokens.lastIndexOf('star')
  while (at < units.length) {
    const wanted = tokens[token]
    if (wanted === 'star' && token === last) {
      // What follows the last `*` has one place alone, the end.
      const rest = tokens.length - token - 1
      if (units.length - at < rest) return false
      at = units.length - rest
      token += 1
      star = -1
    } else if (wanted === 'star') {
      star = token
      starAt = at
      token += 1
    } else if (wanted !== undefined && fitsUnit(wanted, units[at] ?? 0, letters[at] ?? 0)) {
      token += 1
      at += 1
    } else if (star >= 0) {
      starAt += 1
      at = starAt
      token = star + 1
    } else return false
  }
  while (tokens[token] === 'star') token += 1
  return token === tokens.length
}

function fitsUnit(token: Exclude<Token, 'star'>, unit: number, letter: number): boolean {
  if (token === 'any') return true
  return typeof token === 'number' ? token === letter : isInBracket(token, unit)
}
