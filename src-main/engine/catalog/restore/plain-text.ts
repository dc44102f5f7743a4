/** Something out of a file from anywhere, fit to show in a line. */
export function plainText(value: unknown, most = 100): string {
  const text = String(value).slice(0, most).replace(/\p{C}/gu, '?')
  return text.trim() === '' ? '?' : text
}
