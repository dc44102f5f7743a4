import { readBtreePage, type Cell } from './cells.ts'
import type { Pages } from './pages.ts'

/** What was met on the way through a b-tree. */
export interface TreeFindings {
  /** Pages and cells that could not be read. */
  broken: number
}

/** The cells of a b-tree and the pages they lie on, as far as its pages can be read. Damage that leads in a circle ends. */
export function* cellsOf(
  pages: Pages,
  root: number,
  findings: TreeFindings,
): Generator<{ readonly page: number; readonly cell: Cell }> {
  const visited = new Set<number>()
  const waiting = [root]
  let kind: 'table' | 'index' | null = null
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (visited.has(number)) {
      findings.broken += 1
      continue
    }
    const page = readBtreePage(pages, number)
    kind ??= page?.kind ?? null
    if (!page || page.kind !== kind) {
      findings.broken += 1
      continue
    }
    visited.add(number)
    findings.broken += page.broken
    // The first child comes off first: rows come in the order of their keys.
    waiting.push(...page.children.toReversed())
    for (const cell of page.cells) yield { page: number, cell }
  }
}
