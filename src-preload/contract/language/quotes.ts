/** What closes what: phones, macOS and other languages type quotation marks of their own. */
const closers = new Map([
  ['"', '"'],
  ['“', '”“'],
  ['”', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«»'],
])

export const isQuote = (char: string | undefined): boolean => char !== undefined && closers.has(char)

export interface QuotedText {
  readonly text: string
  /** After the closing quotation mark, or the end of all text. */
  readonly end: number
  readonly isClosed: boolean
}

/** Reads from the quotation mark at `start`. A backslash before a quotation mark or a backslash takes it as it is. */
export function readQuoted(text: string, start: number): QuotedText {
  const opener = text[start] ?? ''
  const closing = closers.get(opener) ?? opener
  const pieces: string[] = []
  let from = start + 1
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '\\' && (text[at + 1] === '\\' || isQuote(text[at + 1]))) {
      pieces.push(text.slice(from, at))
      from = ++at
    } else if (closing.includes(char)) {
      pieces.push(text.slice(from, at))
      return { text: inside(pieces.join(''), opener), end: at + 1, isClosed: true }
    }
  }
  return { text: inside(pieces.join('') + text.slice(from), opener), end: text.length, isClosed: false }
}

export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** French puts spaces inside its quotation marks. */
const inside = (text: string, opener: string): string =>
  opener === '«' || opener === '»' ? text.trim() : text
