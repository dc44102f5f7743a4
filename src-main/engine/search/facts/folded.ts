/** Texts that filters compare are compared so: without regard to case, and to how accents are encoded. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
