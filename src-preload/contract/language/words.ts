/** One bare word: what it says, what was put behind its colon, and whether it looks like a filter that is not there. */
export interface ReadWord {
  readonly text: string
  readonly weight: string | null
  readonly unknownKey: string | null
  readonly isLiteral: boolean
}

/**
 * A backslash at the beginning, or before a colon or another backslash, takes what follows as it is; any other backslash is
 * one of a path. `name`: the letters before its first colon, when they stand where a filter's name stands.
 */
export function readWord(raw: string, name: string | null): ReadWord {
  const { text, lastColon } = raw.includes('\\')
    ? unescaped(raw)
    : { text: raw, lastColon: raw.lastIndexOf(':') }
  const isLiteral = text !== raw
  const isWeighted =
    lastColon > 0 && isWeight(text.slice(lastColon + 1)) && (isLiteral || !isPlain(text.slice(0, lastColon)))
  const head = isWeighted ? text.slice(0, lastColon) : text
  const unknownKey = name !== null && name.length < head.length ? name : null
  return { text: head, weight: isWeighted ? text.slice(lastColon + 1) : null, unknownKey, isLiteral }
}

/** A word as it has to be typed where it would be read as something else. */
export function escapedWord(word: string): string {
  return (/^[\\:]/.test(word) ? '' : '\\') + word.replace(/[\\:]/g, '\\$&')
}

function unescaped(raw: string): { text: string; lastColon: number } {
  let text = ''
  let lastColon = -1
  for (let at = 0; at < raw.length; at++) {
    const next = raw[at + 1]
    const isEscape = raw[at] === '\\' && next !== undefined && (at === 0 || next === '\\' || next === ':')
    if (isEscape) at++
    else if (raw[at] === ':') lastColon = text.length
    text += raw[at]
  }
  return { text, lastColon }
}

const isWeight = (text: string): boolean => /^[-+]?[\d.,]+$/.test(text) && /\d/.test(text)

/** `12:30`, `16:9`, `http://localhost:80`: no words with a weight. */
const isPlain = (head: string): boolean => /^[\d.,:/-]+$|:\/\//.test(head)
