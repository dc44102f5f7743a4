import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { suspect } from '../../src-main/engine/catalog/suspicion.ts'
import { writeCopy } from '../../src-main/engine/catalog/user-data/write-copy.ts'
import type { Dice } from './random-library.ts'
import { lostOf, saidIn, saidLibrary, saidSpace, type Said } from './said-library.ts'

/** A library that was closed in good order, to be damaged again and again. */
export interface Good {
  readonly dir: string
  readonly bytes: Buffer
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
  const bytes = readFileSync(catalog.file)
  const schemaPages = new Set<number>()
  for (let at = bytes.indexOf('CREATE '); at >= 0; at = bytes.indexOf('CREATE ', at + 1))
    schemaPages.add(Math.floor(at / pageBytes) * pageBytes)
  return { dir, bytes, truth, photos, schemaPages: [...schemaPages] }
}

export interface AfterDamage {
  readonly lost: readonly string[]
  readonly embeddings: number
  readonly catalog: Catalog
}

/**
 * Opens what `damage` makes of the catalog, as the app does: an index that does not fit its rows is noted by the doctor, or by
 * who meets it, and mended by the next start. Everything is closed and gone when `look` has seen it.
 */
export function afterDamage<T>(
  good: Good,
  damage: (bytes: Buffer) => Buffer | null,
  look: (after: AfterDamage) => T,
): T {
  const dir = join(good.dir, 'damaged')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir)
  cpSync(join(good.dir, 'folders.json'), join(dir, 'folders.json'))
  cpSync(join(good.dir, 'user-data'), join(dir, 'user-data'), { recursive: true, force: true })
  const file = join(dir, 'catalog.sqlite')
  const bytes = damage(Buffer.from(good.bytes))
  if (bytes) writeFileSync(file, bytes)
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

export const placeInSchema = ({ schemaPages }: Good, dice: Dice) =>
  dice.one(schemaPages) + dice.below(pageBytes)
