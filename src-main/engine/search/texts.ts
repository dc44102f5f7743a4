export interface TextRows {
  containing(text: string): ArrayLike<number> & Iterable<number>
  matchingWords(words: readonly string[], limit: number): number[]
  named(text: string): number[]
}
export const noTexts: TextRows = { containing: () => [], matchingWords: () => [], named: () => [] }
