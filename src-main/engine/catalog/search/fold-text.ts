/**
 * A text as the full-text index has it: without case, and without the accents of Latin letters. Elsewhere a mark makes
 * another letter: `й` is no `и`.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  // Nearly every file name is plain, and a search folds thousands of texts.
  if (isAscii(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/(?<=\p{sc=Latin})[\u0300-\u036f]+/gu, '')
    .normalize('NFC')
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false
  return true
}
