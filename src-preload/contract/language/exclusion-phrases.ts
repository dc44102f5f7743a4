/** What a phrase such as `without people or cars` leaves out. */
export interface ExclusionPhrase {
  /** One for each thing, in order: which words name it. */
  readonly things: readonly { readonly from: number; readonly to: number }[]
  /** How many of the words it takes, from its first on. */
  readonly used: number
}

/**
 * The exclusion that begins with the word at `at`, in English: `without people`, `no dogs or cats`, `but not indoors`,
 * `except for cars`. Words as `dateWord` gives them; an empty one is none that a phrase could go on with. `endsAt` says
 * where something else begins (a date). null where none begins, or where the words are those of a sign: `no parking`.
 */
export function exclusionAt(
  words: readonly string[],
  at: number,
  endsAt: (at: number) => boolean = () => false,
): ExclusionPhrase | null {
  const lead = leadLength(words, at)
  if (lead === 0) return null
  const things: { from: number; to: number }[] = []
  let next = at + lead
  while (things.length < mostThings) {
    const from = afterLittleWords(words, next)
    const to = endOfThing(words, from, endsAt)
    if (to === from) break
    things.push({ from, to })
    next = to
    if (!joins.has(words[to] ?? '') || leadLength(words, to) > 0) break
    next = to + 1 + leadLength(words, to + 1)
  }
  const last = things.at(-1)
  return last ? { things, used: last.to - at } : null
}

/** Whether words say no more than that pictures are looked for: `show me all photos`. */
export function namesNoThing(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => fillers.has(word))
}

/** How many words say that something is left out, `but with no` among them; 0: they do not. */
function leadLength(words: readonly string[], at: number): number {
  let skipped = 0
  while (skipped < 2 && before.has(words[at + skipped] ?? '')) skipped += 1
  const lead = bareLeadLength(words, at + skipped)
  return lead === 0 ? 0 : skipped + lead
}

function bareLeadLength(words: readonly string[], at: number): number {
  const first = words[at] ?? ''
  if (!canLead(first)) return 0
  const second = words[at + 1] ?? ''
  if (first === 'no') return second === '' || signs.has(second) ? 0 : 1
  if (first === 'not') return second === '' || turns.has(second) ? 0 : 1
  if (first === 'other') return second === 'than' ? 2 : 0
  if (first === 'apart') return second === 'from' ? 2 : 0
  return second === 'for' && (words[at + 2] ?? '') !== '' ? 2 : 1
}

/** Whether an exclusion can begin with a word: where none is meant, these are written with a backslash. */
export function canLead(word: string): boolean {
  return leads.has(word)
}

function afterLittleWords(words: readonly string[], at: number): number {
  let next = at
  while (littleWords.has(words[next] ?? '')) next += 1
  return next
}

/** A thing is named by the words up to where it is, to the next thing, or to a comma (which `words` do not show). */
function endOfThing(words: readonly string[], from: number, endsAt: (at: number) => boolean): number {
  let to = from
  while (to < words.length && !ends(words, to) && !endsAt(to)) to += 1
  return to
}

function ends(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  return word === '' || joins.has(word) || places.has(word) || leadLength(words, at) > 0
}

/** So that reading a text takes time that grows with its length alone. */
const mostThings = 8

const set = (words: string) => new Set(words.split(' '))

const leads = set('no not without except excluding other apart')
/** Said before the word that leaves out. */
const before = set('but with and')
const joins = set('and or nor')
const places = set('in on at near by from during under over along behind beside between inside outside with')
/** Between the word that leaves out and the thing: `not on a leash`, `without any of the people`. */
const littleWords = set('a an the any some my our of in on at with wearing')
/** `no parking` stands on a sign that somebody looks for. */
const signs = set(
  'one entry exit parking smoking smokers swimming trespassing diving fishing littering dumping way ways through matter ' +
    'longer more left right u-turn u-turns stopping standing',
)
/** What follows turns `not` into something else: `not only`. */
const turns = set('only just yet far so too very quite really even sure')
const fillers = set(
  'a all an any anything are every everything find give i image images me my of ones our photo photograph photographs ' +
    'photos pic pics picture pictures search shot shots show snapshot snapshots some that the them those which with',
)
