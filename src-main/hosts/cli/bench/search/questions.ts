/** Queries of one kind, each with a text of its own, so that nothing of it has been computed before. */
export interface Questions {
  readonly name: string
  readonly texts: readonly string[]
}

const subjects = [
  'a dog',
  'two children',
  'an old car',
  'a woman in red',
  'sunset',
  'a red boat',
  'a birthday cake',
]
const places = [
  'on a beach',
  'in the snow',
  'by a lake',
  'in the city',
  'at night',
  'in a garden',
  'on a mountain',
]
const years = [2007, 2010, 2013, 2015, 2018, 2021, 2024]

/** What people ask for: words alone, words with filters that leave much or little, several things at once, filters alone. */
export function questions(each: number): Questions[] {
  const kind = (name: string, text: (words: string, n: number) => string): Questions => ({
    name,
    texts: Array.from({ length: each }, (_, n) => text(`${one(subjects, n)} ${one(places, n >> 1)} ${n}`, n)),
  })
  return [
    kind('words', (words) => words),
    kind('words, a filter that leaves half', (words, n) => `${words} before:${one(years, n)}`),
    kind('words, filters that leave a tenth', (words, n) => `${words} before:${one(years, n)} camera:canon`),
    kind('words, filters that leave few', (words, n) => `type:heic rating:>=4 on:${one(years, n)} ${words}`),
    kind('two things and not a third', (words, n) => `${words} + ${one(places, n + 3)} -people`),
    kind('words, the newest first', (words, n) => `${words} after:${one(years, n)} sort:newest`),
    kind('part of a file name', (_, n) => `"IMG_000${String(1_000 + 7 * n)}"`),
    kind('filters alone, by date', (_, n) => `type:heic on:${one(years, n)} month:${1 + (n % 12)}`),
    kind('a filter that leaves nearly all, by name', (_, n) => `size:>${2 + n / 1_000}mb sort:name`),
  ]
}

function one<T>(all: readonly T[], n: number): T {
  return all[n % all.length] as T
}
