import type { Pages } from './pages.ts'
import { readVarint } from './varint.ts'

/** What one page of a b-tree says (sqlite.org/fileformat2.html#b_tree_pages). */
export interface BtreePage {
  /** `table`: rows by rowid; `index`: entries of an index or of a table without rowids. */
  readonly kind: 'table' | 'index'
  readonly children: readonly number[]
  readonly cells: readonly Cell[]
  /** Cells that point outside the page or cannot be followed. */
  readonly broken: number
}

export interface Cell {
  /** Null in an index. */
  readonly rowid: number | null
  readonly payload: Buffer
}

/** Rows of a catalog are smaller: what claims to be larger is damage, and must not fill the memory. */
const largestPayloadBytes = 8 * 2 ** 20

const types = new Map([
  [0x02, { kind: 'index', isLeaf: false }],
  [0x05, { kind: 'table', isLeaf: false }],
  [0x0a, { kind: 'index', isLeaf: true }],
  [0x0d, { kind: 'table', isLeaf: true }],
] as const)

/** Null where the page is none of a b-tree. */
export function readBtreePage(pages: Pages, number: number): BtreePage | null {
  const page = pages.page(number)
  if (!page) return null
  const start = number === 1 ? 100 : 0
  const type = types.get(page[start] as 0x02)
  if (!type) return null
  const { kind, isLeaf } = type
  const count = page.readUInt16BE(start + 3)
  const pointers = start + (isLeaf ? 8 : 12)
  if (pointers + count * 2 > pages.usableBytes) return null
  const children: number[] = []
  const cells: Cell[] = []
  let broken = 0
  for (let n = 0; n < count; n += 1) {
    const at = page.readUInt16BE(pointers + n * 2)
    if (at < pointers + count * 2 || at + 4 > pages.usableBytes) {
      broken += 1
      continue
    }
    if (!isLeaf) children.push(page.readUInt32BE(at))
    if (kind === 'table' && !isLeaf) continue
    const cell = readCell(pages, page, isLeaf ? at : at + 4, kind)
    if (cell) cells.push(cell)
    else broken += 1
  }
  if (!isLeaf) children.push(page.readUInt32BE(start + 8))
  return { kind, children, cells, broken }
}

function readCell(pages: Pages, page: Buffer, at: number, kind: BtreePage['kind']): Cell | null {
  const length = readVarint(page, at)
  if (!length || length.value < 1 || length.value > largestPayloadBytes) return null
  const rowid = kind === 'table' ? readVarint(page, length.end) : null
  if (kind === 'table' && !rowid) return null
  const start = rowid?.end ?? length.end
  const { local, isAll } = localPart(length.value, pages.usableBytes, kind)
  if (start + local + (isAll ? 0 : 4) > pages.usableBytes) return null
  const first = page.subarray(start, start + local)
  if (isAll) return { rowid: rowid?.value ?? null, payload: first }
  const rest = readOverflow(pages, page.readUInt32BE(start + local), length.value - local)
  return rest && { rowid: rowid?.value ?? null, payload: Buffer.concat([first, rest]) }
}

/** How much of a payload lies in the cell itself. */
function localPart(
  length: number,
  usable: number,
  kind: BtreePage['kind'],
): { local: number; isAll: boolean } {
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return { local: length, isAll: true }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (usable - 4))
  return { local: wanted <= most ? wanted : least, isAll: false }
}

function readOverflow(pages: Pages, first: number, length: number): Buffer | null {
  const parts: Buffer[] = []
  let left = length
  for (let number = first; left > 0;) {
    const page = pages.page(number)
    if (!page) return null
    const part = page.subarray(4, Math.min(4 + left, pages.usableBytes))
    parts.push(part)
    left -= part.length
    number = page.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}
