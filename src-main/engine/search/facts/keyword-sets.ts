import { dictionary, type Dictionary } from './dictionary.ts'

/** The keywords of files. Many photos have the same ones, so a photo refers to a set of them; 0 is the empty set. */
export interface KeywordSets {
  readonly keywords: Dictionary
  /** `json`: an array of texts, as the catalog keeps it. What does not parse is the empty set. */
  codeOf(json: string | null): number
  /** Numbers of `keywords`, each once. */
  setOf(code: number): readonly number[]
  /** 1 for each set that has one of the keywords that `is` is true of, by the set's number. */
  having(is: (keyword: string) => boolean): Uint8Array
}

export function keywordSets(): KeywordSets {
  const keywords = dictionary()
  const sets: (readonly number[])[] = [[]]
  const codes = new Map<string, number>()
  return {
    keywords,
    codeOf: (json) => {
      if (json === null) return 0
      const known = codes.get(json)
      if (known !== undefined) return known
      const ids = [...new Set(parse(json).map(keywords.codeOf))]
      const code = ids.length === 0 ? 0 : sets.push(ids) - 1
      codes.set(json, code)
      return code
    },
    setOf: (code) => sets[code] ?? [],
    having: (is) => {
      const wanted = keywords.matching(is)
      return Uint8Array.from(sets, (ids) => Number(ids.some((id) => wanted[id] === 1)))
    },
  }
}

function parse(json: string): string[] {
  try {
    const found: unknown = JSON.parse(json)
    return Array.isArray(found) ? found.filter((text) => typeof text === 'string') : []
  } catch {
    return []
  }
}
