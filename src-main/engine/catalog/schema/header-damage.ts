import { openPages } from '../rescue/raw/pages.ts'

/** Where a header has a byte that is the same in every catalog (sqlite.org/fileformat2.html#the_database_header). */
const fixed: readonly { readonly at: number; readonly may: readonly number[]; readonly what: string }[] = [
  { at: 18, may: [1, 2], what: 'its journal' },
  { at: 19, may: [1, 2], what: 'its journal' },
  { at: 20, may: [0], what: 'room that is reserved' },
  { at: 21, may: [64], what: 'its rows' },
  { at: 22, may: [32], what: 'its rows' },
  { at: 23, may: [32], what: 'its rows' },
  { at: 47, may: [0, 1, 2, 3, 4], what: 'its schema' },
  { at: 55, may: [0], what: 'pages to be moved' },
  { at: 59, may: [0, 1], what: 'its texts' },
  { at: 67, may: [0], what: 'pages to be moved' },
]

/**
 * Says what the header or the length of a catalog cannot mean, or null. Some of it makes SQLite read other texts than were written, or
 * refuse to write, without calling that damage.
 */
export function headerDamage(file: string): string | null {
  const pages = openPages(file)
  try {
    if (pages.isCut) return 'it ends within a page'
    const header = pages.page(1)
    const odd = header && fixed.find(({ at, may }) => !may.includes(header[at] as number))
    return odd ? `its header is wrong about ${odd.what}` : null
  } finally {
    pages.close()
  }
}
