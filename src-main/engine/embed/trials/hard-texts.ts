/**
 * Texts on which a careless regular expression of a tokenizer tries for ever: the same characters again and again, and
 * at the end one that does not fit. Beside letters of many kinds, every character that the tokenizer's own expressions
 * name is tried.
 */
export function hardTexts(definition: unknown): string[] {
  const units = new Set([
    'a',
    'Z',
    '7',
    ' ',
    '\n',
    '!',
    '_',
    "'",
    'é',
    'ß',
    'ж',
    '山',
    '🏔',
    ' a',
    'a ',
    'ab',
    'aa1',
    '\t',
  ])
  const sources = expressionsIn(definition)
  const named = sources.map((source) => plainCharacters(source)).join('')
  for (const character of named) units.add(character)
  // What stands in an expression as a word may be repeated as one.
  for (const source of sources) for (const [word] of source.matchAll(words)) units.add(word)
  return [...units].slice(0, mostUnits).flatMap((unit) => {
    const repeated = unit.repeat(Math.ceil(longest / unit.length))
    return [`${repeated}!`, `${repeated}\u0001`, `a ${repeated}é`]
  })
}

/** Beyond that a question is cut. An expression whose time grows with a power of the length shows only with long ones. */
const longest = 1_990
const mostUnits = 400
const words = /[\p{L}\p{N}]{2,20}/gu

/** Characters that an expression names: without what its escapes and signs stand for. */
function plainCharacters(source: string): string {
  return source
    .replace(/\\[pP]\{[^}]*\}|\\u\{?[0-9a-fA-F]+\}?|\\x[0-9a-fA-F]{2}|\\[a-zA-Z]/g, '')
    .replace(/\\/g, '')
}

/** Every `Regex` of a tokenizer.json, wherever it stands; the vocabulary is not looked through. */
function expressionsIn(definition: unknown): string[] {
  const found: string[] = []
  const waiting: unknown[] = [definition]
  for (
    let one = waiting.pop(), looked = 0;
    one !== undefined && looked < mostLooked;
    one = waiting.pop(), looked += 1
  ) {
    if (typeof one !== 'object' || one === null) continue
    for (const [key, value] of Object.entries(one)) {
      if (key === 'Regex' && typeof value === 'string') found.push(value.slice(0, 10_000))
      else if (key !== 'vocab' && key !== 'merges' && key !== 'added_tokens') waiting.push(value)
    }
  }
  return found
}

const mostLooked = 10_000
