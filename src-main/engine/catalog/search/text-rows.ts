import type { Database } from 'better-sqlite3'
import { isDamage } from '../is-damage.ts'
import { foldText } from './fold-text.ts'
import { textStatements, type TextCandidate } from './text-statements.ts'
import { scoreOf, wordsThatCount, wordTest } from './word-match.ts'

/**
 * The texts of photos: file name, folder, the root folder's own name, title, caption, keywords and tags. Answers are ids of
 * photos that were read, in whatever state. Case and accents do not count. Any text is a valid question.
 */
export interface TextRows {
  /** Photos in one of whose texts this very text occurs. */
  containing(text: string): number[]
  /**
   * Photos in whose texts all these words stand, best first: by where they stand, then the newer. Words of letters count as
   * whole words, others as parts. Of words that stand in very many photos only the newest are compared.
   */
  matchingWords(words: readonly string[], limit: number): number[]
  /** Photos whose file has this name, with or without its extension. */
  named(text: string): number[]
  /** Whether the index of the texts is whole and fits the rows; in a catalog that cannot be written, whether it is whole. */
  isInOrder(): boolean
  rebuild(): void
}

/** The index is asked for the beginning of longer texts; what it finds is compared with all of them. */
const longestAsked = 100
const mostWordsAsked = 8
/** Photos that are compared to find the best ones, and to find any at all where words are mostly parts of others. */
const comparedAtLeast = 300
const comparedAtMost = 3_000

/** SQLite's texts end at the one, those of the index at the other (search-tables.ts). */
// oxlint-disable-next-line no-control-regex
const unasked = /[\0\x1f]/

export function textRows(db: Database): TextRows {
  const ask = textStatements(db)

  const withTag = (isIn: (folded: string) => boolean) =>
    ask.tags
      .all()
      .filter(({ name }) => isIn(foldText(name)))
      .map(({ id }) => id)

  function inIndex(folded: string): number[] {
    const forms = formsOf(folded)
    const length = [...folded].length
    const found =
      length < 3
        ? [...new Set(forms.flatMap((form) => ask.trigrams.all(form, `${form}\u{10ffff}`) as number[]))]
        : (ask.matching.all(phrase(folded)) as number[])
    if (length <= longestAsked && forms.length === 1) return found
    return found.filter((id) => {
      const row = ask.candidate.get(id)
      return row !== undefined && Object.values(textsOf(row)).some((text) => foldText(text).includes(folded))
    })
  }

  function textsOf({ id, rootId, relativePath, title, caption, keywords }: TextCandidate) {
    return {
      name: nameIn(relativePath),
      folder: relativePath.slice(0, relativePath.lastIndexOf('/') + 1),
      title: title ?? '',
      caption: caption ?? '',
      keywords: keywords ?? '',
      tags: (ask.tagsOf.all(id) as string[]).join('\n'),
      root: ownName(ask.rootPath.get(rootId) ?? ''),
    }
  }

  function namesBeginning(folded: string): number[] {
    if ([...folded].length >= 3) return ask.matching.all(`name : ${phrase(folded, '^ ')}`) as number[]
    return formsOf(folded).flatMap((form) => ask.firstTrigrams.all(form, `${form}\u{10ffff}`) as number[])
  }

  /** Photos that may have all the words, from one way of finding them after the other, newest first. */
  function* sources(words: readonly string[]): Generator<Iterable<TextCandidate>> {
    const asked = words.filter((word) => [...word].length >= 3)
    if (asked.length > 0) yield ask.candidates.iterate(allOf(asked))
    else yield candidatesOf(inIndex(words[0] as string))
    for (const { id, path } of ask.roots.all()) {
      const root = foldText(ownName(path))
      const others = words.filter((word) => !wordTest(word)(root))
      if (others.length === words.length) continue
      const rest = others.filter((word) => [...word].length >= 3)
      yield rest.length > 0 ? ask.candidatesOfRoot.iterate(allOf(rest), id) : ask.newestOfRoot.iterate(id)
    }
    const tests = words.map(wordTest)
    for (const tagId of withTag((name) => tests.some((isIn) => isIn(name))))
      yield candidatesOf(ask.tagged.all(tagId) as number[])
  }

  function* candidatesOf(ids: readonly number[]): Generator<TextCandidate> {
    for (const id of ids.toSorted((a, b) => b - a)) {
      const row = ask.candidate.get(id)
      if (row) yield row
    }
  }

  return {
    containing: (text) => {
      const folded = foldText(text)
      if (folded === '' || unasked.test(folded)) return []
      const isIn = (other: string) => other.includes(folded)
      const found = new Set(inIndex(folded))
      for (const tagId of withTag(isIn)) for (const id of ask.tagged.all(tagId) as number[]) found.add(id)
      for (const { id, path } of ask.roots.all())
        if (isIn(foldText(ownName(path))))
          for (const photo of ask.ofRoot.all(id) as number[]) found.add(photo)
      return [...found]
    },
    matchingWords: (given, limit) => {
      const words = wordsThatCount(given).filter((word) => !unasked.test(word))
      if (words.length === 0) return []
      const tests = words.map(wordTest)
      const scores = new Map<number, number>()
      let found = 0
      for (const source of sources(words)) {
        let compared = 0
        for (const row of source) {
          if (compared >= comparedAtMost || (compared >= comparedAtLeast && found >= limit)) break
          if (scores.has(row.id)) continue
          compared += 1
          const score = scoreOf(textsOf(row), tests)
          scores.set(row.id, score)
          if (score > 0) found += 1
        }
      }
      const best = [...scores].filter(([, score]) => score > 0)
      best.sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || b - a)
      return best.slice(0, limit).map(([id]) => id)
    },
    named: (text) => {
      const wanted = text.normalize('NFC').toLowerCase()
      if (wanted === '' || unasked.test(wanted)) return []
      // A stem is followed by a dot, which leaves few names that begin alike.
      const beginnings = wanted.includes('.') ? [wanted, `${wanted}.`] : [`${wanted}.`]
      const ids = beginnings.flatMap((beginning) => namesBeginning(foldText(beginning)))
      return [...new Set(ids)].filter((id) => {
        const name = nameIn(ask.candidate.get(id)?.relativePath ?? '')
          .normalize('NFC')
          .toLowerCase()
        const dot = name.lastIndexOf('.')
        return name === wanted || (dot > 0 && name.slice(0, dot) === wanted)
      })
    },
    isInOrder: () => {
      // Comparing it with the rows is a writing statement, though it writes nothing.
      if (db.readonly) return db.pragma('quick_check(photo_texts)', { simple: true }) === 'ok'
      try {
        ask.check.run()
        return true
      } catch (error) {
        if (isDamage(error)) return false
        throw error
      }
    },
    rebuild: () => void ask.rebuild.run(),
  }
}

/** In the language of FTS5 a text between quotes stands for itself. */
function phrase(folded: string, before = ''): string {
  const text = [...folded].slice(0, longestAsked).join('').replaceAll('"', '""')
  const forms = formsOf(text).map((form) => `${before}"${form}"`)
  return forms.length === 1 ? forms.join('') : `(${forms.join(' OR ')})`
}

/** The index passes over accents that stand by themselves, as in the names of files that older Macs wrote. */
function formsOf(folded: string): string[] {
  return [...new Set([folded, folded.normalize('NFD').replace(/[\u0300-\u036f]/g, '')])]
}

/** The longest words leave the fewest photos. */
function allOf(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWordsAsked)
    .map((word) => phrase(word))
    .join(' AND ')
}

function nameIn(relativePath: string): string {
  return relativePath.slice(relativePath.lastIndexOf('/') + 1)
}

function ownName(rootPath: string): string {
  return rootPath.split(/[/\\]/).findLast((part) => part !== '') ?? ''
}
