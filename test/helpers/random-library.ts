import { join } from 'node:path'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import type { FoundFile, IndexedPhoto } from '../../src-main/engine/catalog/rows.ts'
import { randomFrom } from './vectors.ts'

export interface Dice {
  /** 0 to below 1. */
  roll(): number
  /** 0 to below `limit`. */
  below(limit: number): number
  chance(share: number): boolean
  one<T>(items: readonly T[]): T
  some<T>(items: readonly T[], most: number): T[]
}

export function diceFrom(seed: number): Dice {
  const roll = randomFrom(seed)
  const below = (limit: number) => Math.floor(roll() * limit)
  const one = <T>(items: readonly T[]) => items[below(items.length)] as T
  return {
    roll,
    below,
    chance: (share) => roll() < share,
    one,
    some: (items, most) => Array.from({ length: below(most) + 1 }, () => one(items)),
  }
}

export const said = {
  roots: ['/home/anna/Pictures', '/mnt/Archive 1999', 'C:\\Users\\Anna\\Fotos'],
  folders: [
    '',
    'Holidays/2019/',
    'Holidays/2019/Rome/',
    'holidays/2020/',
    'München/',
    'a/b/c/',
    'Holidays/20191/',
  ],
  cameras: [null, 'Canon EOS 40D', 'Apple iPhone 12', 'NIKON D750', 'Canon PowerShot'],
  lenses: [null, 'EF50mm f/1.8', 'iPhone 12 back camera'],
  formats: ['jpeg', 'heic', 'png', 'raw', 'tiff'],
  words: ['beach', 'Sonne', 'Crème', 'dog', 'Strand', '海岸', 'BEACH', 'IMG'],
  names: ['IMG_', 'DSC', 'Screenshot ', 'holiday-', 'Bildschirmfoto '],
  sides: [3_000, 4_000, 4_010, 1_000, 600, 9_000],
} as const

/** A real catalog of random photos in every state, written as scans, readings and a person would. */
export function randomLibrary(dir: string, photos: number, dice: Dice): Catalog {
  const catalog = openCatalog(join(dir, 'catalog.sqlite'))
  for (const path of said.roots) catalog.roots.add(path)
  for (let n = 0; n < photos; n += 1) addRandomPhoto(catalog, dice)
  for (let n = 0; n < photos / 2; n += 1) changeAtRandom(catalog, dice)
  return catalog
}

let files = 0

export function randomFile(dice: Dice): FoundFile {
  files += 1
  return {
    relativePath: `${dice.one(said.folders)}${dice.one(said.names)}${files}.jpg`,
    sizeBytes: dice.below(20_000_000),
    mtimeMs: dice.below(1e12),
    inode: files,
  }
}

export function addRandomPhoto(catalog: Catalog, dice: Dice): void {
  const root = dice.one(catalog.roots.list())
  catalog.photos.addPending(root.id, randomFile(dice))
  if (dice.chance(0.9)) readOne(catalog, dice)
}

function readOne(catalog: Catalog, dice: Dice): void {
  const [queued] = catalog.photos.nextPending(1, new Set())
  if (!queued) return
  if (dice.chance(0.05)) catalog.photos.setFailed(queued.id, 'It cannot be read.', queued)
  else if (queued.reread === null) catalog.photos.setIndexed(queued, randomReading(dice))
  else {
    const hash = catalog.photos.detail(queued.id)?.contentHash ?? new Uint8Array(32)
    catalog.photos.setMetadata(queued, hash, randomReading(dice))
  }
}

function randomReading(dice: Dice): IndexedPhoto {
  const hasGps = dice.chance(0.5)
  return {
    contentHash: Uint8Array.from({ length: 32 }, () => dice.below(4)),
    width: dice.one(said.sides),
    height: dice.one(said.sides),
    format: dice.one(said.formats),
    averageColour: 0,
    takenAtMs: dice.chance(0.8) ? Date.UTC(2015 + dice.below(6), dice.below(12), 1 + dice.below(28)) : null,
    takenOffsetMinutes: null,
    takenFrom: null,
    camera: dice.one(said.cameras),
    lens: dice.one(said.lenses),
    exposure: null,
    latitude: hasGps ? dice.below(4) + dice.roll() : null,
    longitude: hasGps ? 178 + dice.below(2) + dice.roll() : null,
    title: dice.chance(0.3) ? dice.some(said.words, 2).join(' ') : null,
    caption: dice.chance(0.3) ? dice.some(said.words, 4).join(' ') : null,
    keywords: dice.chance(0.5) ? dice.some(said.words, 3) : [],
    fileRating: dice.chance(0.4) ? dice.below(6) : null,
  }
}

/** One change of any kind, by the functions that scans, readings and a person's wishes use. */
export function changeAtRandom(catalog: Catalog, dice: Dice): void {
  const root = dice.one(catalog.roots.list())
  const rows = catalog.photos.knownInRoot(root.id)
  if (rows.length === 0) return addRandomPhoto(catalog, dice)
  const row = dice.one(rows)
  const { id } = row
  const { photos } = catalog
  const collections = catalog.collections.list()
  const kinds: readonly (() => unknown)[] = [
    () => addRandomPhoto(catalog, dice),
    () => readOne(catalog, dice),
    () => photos.setChanged(id, { ...row, sizeBytes: dice.below(9_000_000) }),
    () => photos.setTouched(id, { ...row, mtimeMs: dice.below(1e12) }),
    () => photos.setMissing([id], 5),
    () => photos.setFound([id]),
    () => photos.setGone(root.id, [row], 6),
    () => photos.setMoved(id, dice.one(catalog.roots.list()).id, randomFile(dice)),
    // Onto the place of another photo, which is lost by that.
    () => photos.setMoved(id, root.id, { ...dice.one(rows) }),
    () => photos.stepAside([id], 7),
    () => photos.addCopy(id, root.id, randomFile(dice)),
    () => photos.setLeftOut([id], dice.chance(0.5)),
    () => {
      catalog.roots.setRules(root.id, '', dice.one([0, 700]))
      photos.applyMinSide(root.id)
    },
    () => photos.setCompanionOf(id, dice.chance(0.5) ? dice.one(rows).id : null),
    () => photos.setCompanions(id, dice.below(4)),
    () => photos.setSidecar(id, dice.chance(0.5) ? { name: 'a.xmp', mtimeMs: 1, sizeBytes: 2 } : null),
    () => photos.moveOwnData(id, dice.one(rows).id),
    () => photos.setHidden([id], dice.chance(0.5)),
    () => photos.requeue([id]),
    () => photos.retry(),
    () => catalog.marks.setFavourite([id], dice.chance(0.7)),
    () => catalog.marks.setRating([id], dice.chance(0.8) ? dice.below(6) : null),
    () => catalog.tags.change([id, dice.one(rows).id], dice.some(said.words, 2), dice.some(said.words, 1)),
    () => collections.length < 3 && catalog.collections.create(`Album ${collections.length} ${files}`, [id]),
    () => collections[0] && catalog.collections.change(dice.one(collections).id, [id], [dice.one(rows).id]),
    () => dice.chance(0.2) && photos.forgetVideos([id]),
    () => dice.chance(0.1) && photos.purgeMissing(6),
    () => dice.chance(0.1) && catalog.roots.setPath(root.id, `/moved/${(files += 1)}`),
    () => dice.chance(0.03) && catalog.roots.remove(root.id) && catalog.roots.add(`/again/${(files += 1)}`),
    () => dice.chance(0.05) && collections[0] && catalog.collections.remove(dice.one(collections).id),
    () => collections[0] && catalog.collections.rename(dice.one(collections).id, `Named ${(files += 1)}`),
  ]
  dice.one(kinds)()
}
