import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { suspect } from '../../src-main/engine/catalog/suspicion.ts'
import { writeCopy } from '../../src-main/engine/catalog/user-data/write-copy.ts'
import type { Dice } from './random-library.ts'
import { addRead, lostOf, saidIn, saidLibrary, saidSpace, type Said } from './said-library.ts'

/** A library to be damaged again and again. */
export interface Good {
  readonly dir: string
  readonly bytes: Buffer
  /** The journal that a killed engine has left beside it; null: it was closed in good order. */
  readonly wal: Buffer | null
  readonly truth: Said
  readonly photos: number
  /** Where in the file pages lie that hold the schema. */
  readonly schemaPages: readonly number[]
}

const pageBytes = 4_096

/** `withCopy`: what is said is kept a second time beside the catalog. */
export async function goodLibrary(dir: string, withCopy: boolean, photos = 120): Promise<Good> {
  const catalog = saidLibrary(dir, photos)
  const truth = saidIn(catalog)
  if (withCopy) await writeCopy(catalog.file, Date.now())
  catalog.close()
  return { dir, wal: null, truth, photos, ...fileOf(catalog) }
}

/** A library whose last days lie in the journal beside it, as a killed engine leaves them. */
export async function killedLibrary(dir: string, photos = 120): Promise<Good> {
  saidLibrary(dir, photos).close()
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  try {
    sayMore(catalog, photos)
    await writeCopy(catalog.file, Date.now())
    const wal = readFileSync(`${catalog.file}-wal`)
    return { dir, wal, truth: saidIn(catalog), photos: photos + 20, ...fileOf(catalog) }
  } finally {
    catalog.close()
  }
}

function sayMore(catalog: Catalog, photos: number): void {
  for (let n = photos; n < photos + 20; n += 1) {
    const id = addRead(catalog, 1, `later/IMG_${n}.jpg`, n)
    catalog.marks.setRating([id], n % 6)
    catalog.tags.change([id, n - photos + 1], ['later'], ['family'])
  }
  catalog.collections.create('Of late', [3, photos + 3])
  catalog.searches.save('snow', 'snow')
  catalog.settings.set('speed', 'full')
}

function fileOf({ file }: Catalog): { readonly bytes: Buffer; readonly schemaPages: readonly number[] } {
  const bytes = readFileSync(file)
  const schemaPages = new Set<number>()
  for (let at = bytes.indexOf('CREATE '); at >= 0; at = bytes.indexOf('CREATE ', at + 1))
    schemaPages.add(Math.floor(at / pageBytes) * pageBytes)
  return { bytes, schemaPages: [...schemaPages] }
}

export interface AfterDamage {
  readonly lost: readonly string[]
  readonly embeddings: number
  readonly catalog: Catalog
}

/** What is left of the catalog, or of it and its journal; null: nothing. */
export type Damaged = Buffer | null | { readonly bytes: Buffer | null; readonly wal: Buffer | null }

/**
 * Opens what `damage` makes of the catalog, as the app does: an index that does not fit its rows is noted by the doctor, or by
 * who meets it, and mended by the next start. Everything is closed and gone when `look` has seen it.
 */
export function afterDamage<T>(
  good: Good,
  damage: (bytes: Buffer, wal: Buffer) => Damaged,
  look: (after: AfterDamage) => T,
): T {
  const dir = join(good.dir, 'damaged')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir)
  cpSync(join(good.dir, 'folders.json'), join(dir, 'folders.json'))
  cpSync(join(good.dir, 'user-data'), join(dir, 'user-data'), { recursive: true, force: true })
  const file = join(dir, 'catalog.sqlite')
  const left = damage(Buffer.from(good.bytes), Buffer.from(good.wal ?? []))
  const { bytes, wal } = left === null || Buffer.isBuffer(left) ? { bytes: left, wal: good.wal } : left
  if (bytes) writeFileSync(file, bytes)
  if (wal) writeFileSync(`${file}-wal`, wal)
  let catalog = openCatalog(file)
  try {
    if (catalog.integrity() !== 'ok') {
      catalog.close()
      suspect(file)
      catalog = openCatalog(file)
    }
    const now = saidIn(catalog)
    return look({ lost: lostOf(good.truth, now), embeddings: catalog.embeddings.count(saidSpace), catalog })
  } finally {
    catalog.close()
    rmSync(dirname(file), { recursive: true, force: true })
  }
}

export function flipIn(bytes: Buffer, at: number, dice: Dice): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8))
  return bytes
}

/** Flips bits anywhere. */
export function flipAnywhere(bytes: Buffer, bits: number, dice: Dice): Buffer {
  for (let n = 0; n < bits; n += 1) flipIn(bytes, dice.below(bytes.length), dice)
  return bytes
}

/** What a checkpoint leaves that was ended by a kill: some pages of the journal are in the catalog, others are not. */
export function withPagesOf(wal: Buffer, bytes: Buffer, dice: Dice): Buffer {
  const frames: { readonly page: number; readonly content: Buffer }[] = []
  for (let at = 32; at + 24 + pageBytes <= wal.length; at += 24 + pageBytes)
    frames.push({ page: wal.readUInt32BE(at), content: wal.subarray(at + 24, at + 24 + pageBytes) })
  const pages = Math.max(bytes.length / pageBytes, ...frames.map(({ page }) => page))
  const mixed = Buffer.concat([bytes, Buffer.alloc(pages * pageBytes - bytes.length)])
  for (const { page, content } of frames) if (dice.chance(0.5)) mixed.set(content, (page - 1) * pageBytes)
  return mixed
}

export const placeInSchema = ({ schemaPages }: Good, dice: Dice) =>
  dice.one(schemaPages) + dice.below(pageBytes)
