import type { Pages } from './pages.ts'

/** Pages that SQLite has given up: what lies there was deleted. As far as the list of them can be followed. */
export function freePages(pages: Pages): Set<number> {
  const free = new Set<number>()
  let trunk = pages.page(1)?.readUInt32BE(32) ?? 0
  while (trunk > 1 && !free.has(trunk)) {
    const page = pages.page(trunk)
    if (!page) break
    const count = page.readUInt32BE(4)
    if (count > (pages.usableBytes - 8) / 4) break
    free.add(trunk)
    for (let n = 0; n < count; n += 1) free.add(page.readUInt32BE(8 + n * 4))
    trunk = page.readUInt32BE(0)
  }
  return free
}
