import { fitsName, nameOfText, type Name } from './name-glob.ts'
import type { Rule } from './rule-line.ts'

export type Verdict = 'ignored' | 'wanted' | null

/** How far the rules have come on the way to a folder: a bit for each piece that may stand for its next name. */
interface Reached {
  readonly bits: Uint32Array
  readonly isIgnored: boolean
}

/** Beyond so many folders all are forgotten and worked out again. */
const rememberedFolders = 4_096

/**
 * What lines of rules say of paths below their folder: the last line that fits decides, and what lies in an ignored
 * folder is ignored. Folders are asked from the top, and all ways in which a line may have come to one are kept at
 * once, so a line with many `**` costs no more than its pieces: a path whose folder is known takes at most the length of
 * the lines times that of its last name.
 */
export function judging(rules: readonly Rule[]): (relativePath: string) => Verdict {
  const starts: number[] = []
  let length = 0
  for (const rule of rules) {
    starts.push(length)
    if (rule.isTied) length += rule.pieces.length
  }
  const empty = () => new Uint32Array((length + 31) >>> 5)
  const top: Reached = { bits: empty(), isIgnored: false }
  for (const [at, rule] of rules.entries()) if (rule.isTied) mark(top.bits, rule, starts[at] ?? 0, 0)
  const known = new Map<string, Reached>()

  /** What is said of one more name after a folder; `next` takes how far the rules come with it. */
  function verdictOn(folder: Reached, text: string, isFolder: boolean, next: Uint32Array | null): Verdict {
    const name = nameOfText(text)
    let verdict: Verdict = null
    for (let at = rules.length - 1; at >= 0; at -= 1) {
      const rule = rules[at]
      if (!rule || (verdict !== null && !(next && rule.isTied))) continue
      const fits = rule.isTied
        ? step(folder.bits, rule, starts[at] ?? 0, name, next)
        : rule.pieces.some((piece) => piece === 'deep' || fitsName(piece, name))
      if (fits && verdict === null && (isFolder || !rule.isForFolders))
        verdict = rule.isNegative ? 'wanted' : 'ignored'
      if (verdict !== null && !next) return verdict
    }
    return verdict
  }

  function enter(folder: Reached, path: string, name: string): Reached {
    if (folder.isIgnored) return folder
    const found = known.get(path)
    if (found) return found
    const bits = empty()
    const reached = { bits, isIgnored: verdictOn(folder, name, true, bits) === 'ignored' }
    if (known.size >= rememberedFolders) known.clear()
    known.set(path, reached)
    return reached
  }

  /** The nearest folder above that is known saves the way down to it. */
  function folderOf(path: string): Reached {
    let end = path.length
    while (end > 0 && !known.has(path.slice(0, end))) end = path.lastIndexOf('/', end - 1)
    let folder = end > 0 ? (known.get(path.slice(0, end)) ?? top) : top
    while (end < path.length) {
      const from = end > 0 ? end + 1 : 0
      const slash = path.indexOf('/', from)
      end = slash === -1 ? path.length : slash
      folder = enter(folder, path.slice(0, end), path.slice(from, end))
    }
    return folder
  }

  return (relativePath) => {
    const isFolder = relativePath.endsWith('/')
    const path = isFolder ? relativePath.slice(0, -1) : relativePath
    const slash = path.lastIndexOf('/')
    const folder = slash === -1 ? top : folderOf(path.slice(0, slash))
    return folder.isIgnored ? 'ignored' : verdictOn(folder, path.slice(slash + 1), isFolder, null)
  }
}

function has(bits: Uint32Array, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
}

/** Makes a piece one of the next, and what follows it where it may stand for no folder at all. */
function mark(bits: Uint32Array, { pieces }: Rule, start: number, from: number): void {
  for (let piece = from; piece < pieces.length; piece += 1) {
    const at = start + piece
    bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
    if (pieces[piece] !== 'deep') return
  }
}

/** Takes a rule one name further. True: it fits the whole way up to this name. */
function step(from: Uint32Array, rule: Rule, start: number, name: Name, next: Uint32Array | null): boolean {
  const last = rule.pieces.length - 1
  let fits = false
  for (const [at, piece] of rule.pieces.entries()) {
    if (!has(from, start + at) || (!next && at < last)) continue
    if (piece === 'deep') {
      if (next) mark(next, rule, start, at)
      fits ||= at === last
    } else if (fitsName(piece, name)) {
      if (next) mark(next, rule, start, at + 1)
      fits ||= at === last
    }
  }
  return fits
}
