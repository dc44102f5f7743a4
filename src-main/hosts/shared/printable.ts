/**
 * What a terminal takes for orders (C0, C1, delete), what turns the order of letters round (all that Unicode calls
 * bidirectional controls), and what begins a new line. Names of files, of models and texts of servers are other people's:
 * none of them may move the cursor, paint over what was said or pretend to be a line of ours.
 */
// oxlint-disable-next-line no-control-regex
const commanding = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu

const short: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

/** One line for people: such characters are shown as they are written in programs, `\x1b` for one. */
export function printable(text: string): string {
  return text.replace(commanding, (character) => {
    const code = character.charCodeAt(0)
    return short[character] ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`)
  })
}

/** The same for several lines, of a stack for one: each but the first is set in, so that none looks like a beginning. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line.replace(/\r$/, '')))
    .join('\n    ')
}

/** JSON whose strings are the same once they are read: what it does not have to escape is escaped as well. */
export function printableJson(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(commanding, (character) =>
    character === '\n' ? character : `\\u${hex(character.charCodeAt(0), 4)}`,
  )
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
