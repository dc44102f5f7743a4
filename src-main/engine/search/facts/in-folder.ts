import { folded } from './folded.ts'

/**
 * Whether a folder, or one above it, is what a person typed: its last parts (`Holidays/2019`), or an absolute path from the
 * beginning. Whole parts, without regard to case, `/` and `\` alike.
 */
export function folderTest(typed: string): (path: string) => boolean {
  const wanted = partsOf(folded(typed))
  const [first = ''] = wanted
  const isAbsolute = /^(?:[/\\]|[a-z]:(?:[/\\]|$))/i.test(typed)
  return (path) => {
    const text = folded(path)
    // Most folders of a large library are done with here.
    if (!text.includes(first)) return false
    const parts = partsOf(text)
    const last = isAbsolute ? 0 : parts.length - wanted.length
    for (let at = 0; at <= last; at += 1) {
      if (wanted.every((part, n) => part === parts[at + n])) return true
    }
    return false
  }
}

/** A photo whose place another file took has `.` as a part of its path. */
export function partsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
}
