/** Without the signs that mean something in the search box: no model reads them. */
export function plainWords(words: string): string {
  return words
    .replace(/[":+]/g, ' ')
    .replace(/(^|\s)-+/g, '$1')
    .trim()
}
