import type { Pages } from './pages.ts'

/** Types of pages of b-trees. */
const btreeTypes = new Set([0x02, 0x05, 0x0a, 0x0d])

/**
 * Where tables and indexes begin, by name: from the rows of the schema as they lie in the pages, whether or not the page
 * itself and the text that follows are in order. In a row of the schema, type, name and table are written one after the
 * other, then comes the number of the page, then the text.
 */
export function findRoots(
  pages: Pages,
  wanted: readonly { readonly type: 'table' | 'index'; readonly name: string; readonly table: string }[],
  numbers: readonly number[],
): Map<string, number> {
  const roots = new Map<string, number>()
  for (const number of numbers) {
    const page = pages.page(number)
    if (!page) continue
    for (const { type, name, table } of wanted) {
      const words = Buffer.from(`${type}${name}${table}`, 'latin1')
      for (let at = page.indexOf(words); at >= 0; at = page.indexOf(words, at + 1)) {
        const root = rootAfter(pages, page, at + words.length)
        if (root !== null && !roots.has(name)) roots.set(name, root)
      }
    }
  }
  return roots
}

function rootAfter(pages: Pages, page: Buffer, at: number): number | null {
  const text = page.indexOf('CREATE ', at, 'latin1')
  const length = text - at
  // A flipped bit may have spoilt the word; most catalogs have fewer than 32,768 pages before their last table.
  const lengths = text >= 0 && length >= 1 && length <= 4 ? [length] : [1, 2]
  for (const bytes of lengths) {
    if (at + bytes > page.length) continue
    const root = page.readUIntBE(at, bytes)
    const first = root > 1 ? pages.page(root)?.[0] : undefined
    if (first !== undefined && btreeTypes.has(first)) return root
  }
  return null
}
