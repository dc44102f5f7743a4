import { InvalidArgumentError, Option } from 'commander'

/** How many photos an answer may have. */
export const limit = (): Option =>
  new Option('--limit <n>', 'how many photos').argParser(wholeNumber(1, 1_000_000)).default(20)

/** An empty variable in a script must not turn into the library of this person. */
export function notBlank(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It is empty.')
}

/** An option whose value was forgotten would swallow the next option, and make a folder of that name. */
export function pathValue(text: string): string {
  if (!text.startsWith('-')) return notBlank(text)
  throw new InvalidArgumentError('It begins with "-"; write "./-name" for such a path.')
}

export function notBlankWords(word: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, notBlank(word)]
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
