import type { FactRow } from '../../catalog/search/fact-rows.ts'
import { dictionary, type Dictionary } from './dictionary.ts'
import { keywordSets, type KeywordSets } from './keyword-sets.ts'
import { isScreenshot } from './screenshot.ts'

/** What is true of a photo, as bits of one number. A photo without `known` is not there. */
export const bit = {
  known: 1,
  missing: 2,
  hidden: 4,
  favourite: 8,
  raw: 16,
  video: 32,
  gps: 64,
  title: 128,
  caption: 256,
  screenshot: 512,
} as const

/** The photos that can be found: known, neither missing nor hidden. */
export const findableMask = bit.known | bit.missing | bit.hidden

/** Facts of all photos as columns by photo id: about 60 bytes a photo. */
export interface FactColumns {
  /** Ids are below this. */
  readonly length: number
  readonly findable: number
  readonly bits: Uint16Array
  readonly sortAtMs: Float64Array
  readonly sizeBytes: Float64Array
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly width: Int32Array
  readonly height: Int32Array
  /** Of `folders`. */
  readonly folder: Int32Array
  readonly camera: Int32Array
  readonly lens: Int32Array
  /** Of `keywordSets`. */
  readonly keywordSet: Int32Array
  /** Of `formats`. */
  readonly format: Uint8Array
  /** 0 to 5; a photo without a rating has 0. */
  readonly rating: Uint8Array
  /** `ROOT_ID/relative folder/`. */
  readonly folders: Dictionary
  readonly cameras: Dictionary
  readonly lenses: Dictionary
  readonly formats: Dictionary
  readonly keywordSets: KeywordSets
  reserve(length: number): void
  put(row: FactRow): void
  drop(id: number): void
  clear(): void
}

const arrays = (length: number) => ({
  bits: new Uint16Array(length),
  sortAtMs: new Float64Array(length),
  sizeBytes: new Float64Array(length),
  latitude: new Float64Array(length),
  longitude: new Float64Array(length),
  width: new Int32Array(length),
  height: new Int32Array(length),
  folder: new Int32Array(length),
  camera: new Int32Array(length),
  lens: new Int32Array(length),
  keywordSet: new Int32Array(length),
  format: new Uint8Array(length),
  rating: new Uint8Array(length),
})

export function factColumns(): FactColumns {
  let columns = arrays(0)
  let findable = 0
  const folders = dictionary()
  const cameras = dictionary()
  const lenses = dictionary()
  const formats = dictionary()
  const sets = keywordSets()

  function reserve(length: number): void {
    if (length <= columns.bits.length) return
    const larger = arrays(Math.max(length, Math.ceil(columns.bits.length * 1.25), 1_024))
    for (const name of Object.keys(larger) as (keyof typeof larger)[]) larger[name].set(columns[name])
    columns = larger
  }

  function drop(id: number): void {
    if (((columns.bits[id] ?? 0) & findableMask) === bit.known) findable -= 1
    if (id < columns.bits.length) columns.bits[id] = 0
  }

  return {
    get length() {
      return columns.bits.length
    },
    get findable() {
      return findable
    },
    get bits() {
      return columns.bits
    },
    get sortAtMs() {
      return columns.sortAtMs
    },
    get sizeBytes() {
      return columns.sizeBytes
    },
    get latitude() {
      return columns.latitude
    },
    get longitude() {
      return columns.longitude
    },
    get width() {
      return columns.width
    },
    get height() {
      return columns.height
    },
    get folder() {
      return columns.folder
    },
    get camera() {
      return columns.camera
    },
    get lens() {
      return columns.lens
    },
    get keywordSet() {
      return columns.keywordSet
    },
    get format() {
      return columns.format
    },
    get rating() {
      return columns.rating
    },
    folders,
    cameras,
    lenses,
    formats,
    keywordSets: sets,
    reserve,
    drop,
    put: (row) => {
      const { id } = row
      drop(id)
      if (row.indexedAtMs === null) return
      reserve(id + 1)
      const bits = bitsOf(row)
      if ((bits & findableMask) === bit.known) findable += 1
      columns.bits[id] = bits
      columns.sortAtMs[id] = row.sortAtMs
      columns.sizeBytes[id] = row.sizeBytes
      columns.latitude[id] = row.latitude ?? 0
      columns.longitude[id] = row.longitude ?? 0
      columns.width[id] = row.width ?? 0
      columns.height[id] = row.height ?? 0
      columns.folder[id] = folders.codeOf(
        `${row.rootId}/${row.relativePath.slice(0, row.relativePath.lastIndexOf('/') + 1)}`,
      )
      columns.camera[id] = cameras.codeOf(row.camera || null)
      columns.lens[id] = lenses.codeOf(row.lens || null)
      columns.keywordSet[id] = sets.codeOf(row.keywords)
      columns.format[id] = formats.codeOf(row.format)
      columns.rating[id] = row.rating ?? 0
    },
    clear: () => {
      columns.bits.fill(0)
      findable = 0
    },
  }
}

const when = (is: boolean | number, value: number) => (is ? value : 0)

function bitsOf(row: FactRow): number {
  return (
    bit.known |
    when(row.isMissing, bit.missing) |
    when(row.isHidden, bit.hidden) |
    when(row.isFavourite, bit.favourite) |
    when(row.companions & 1, bit.raw) |
    when(row.companions & 2, bit.video) |
    when(row.latitude !== null && row.longitude !== null, bit.gps) |
    when(row.hasTitle, bit.title) |
    when(row.hasCaption, bit.caption) |
    when(isScreenshot(row), bit.screenshot)
  )
}
