import {
  isFileName,
  isFileTime,
  isHash,
  isId,
  isInode,
  isInteger,
  isJson,
  isModelSpace,
  isName,
  isNumber,
  isOneOf,
  isPathBelow,
  isRootPath,
  isSize,
  isText,
  isTime,
  isUnitVector,
  isWebp,
  keptMarks,
  keywordList,
  matches,
  orNull,
  type Check,
} from './values.ts'

/** The values of a row, in the order of its columns; `At` finds a column, -1 where it is not. */
export type Row = unknown[]
export type At = (column: string) => number

/** What is known of a table's values. Columns without a rule are taken as the schema allows them. */
export interface TableRules {
  /** A row in which one of these is wrong is left out. */
  readonly must: Readonly<Record<string, Check>>
  /** What is wrong here is replaced. */
  readonly may?: Readonly<Record<string, readonly [Check, unknown]>>
  /** Columns with ids of rows in other tables, without which the row is left out. */
  readonly refersTo?: Readonly<Record<string, string>>
  /** Changes a row whose values do not fit each other; says whether it did. */
  readonly settle?: (row: Row, at: At) => boolean
}

const timeOrNull = [orNull(isTime), null] as const
/** The mark was made, at whatever time. */
const mark = [orNull(isTime), 0] as const
const textOrNull = [orNull(isText(65_536)), null] as const
const rating = [orNull(isInteger(0, 5)), null] as const
const searchText = isText(10_000, 1)

/** In an order in which what is referred to comes first. */
export const tableRules: Readonly<Record<string, TableRules>> = {
  meta: { must: { key: isText(200, 1), value: isText(65_536) } },
  settings: { must: { key: matches(/^\P{Cc}{1,200}$/u), value: isJson() }, settle: withoutModelFolder },
  roots: {
    must: { id: isId, path: isRootPath },
    may: {
      added_at_ms: [isTime, 0],
      last_scan_at_ms: timeOrNull,
      rules: [isText(65_536), ''],
      min_side_px: [isInteger(0, 10_000), 0],
      vanished_files: [isInteger(0, 1e9), 0],
    },
  },
  photos: {
    must: { id: isId, relative_path: isPathBelow },
    refersTo: { root_id: 'roots' },
    may: {
      // A size or time that is not the file's own has the file read again.
      size_bytes: [isSize, 0],
      mtime_ms: [isFileTime, 0],
      inode: [isInode, 0],
      missing_since_ms: timeOrNull,
      status: [isOneOf('pending', 'indexed', 'failed'), 'pending'],
      reason: textOrNull,
      attempted_at_ms: timeOrNull,
      indexed_at_ms: timeOrNull,
      content_hash: [orNull(isHash), null],
      width: [orNull(isInteger(1, 1e6)), null],
      height: [orNull(isInteger(1, 1e6)), null],
      format: [orNull(matches(/^[\w.+-]{1,32}$/)), null],
      colour: [orNull(isInteger(0, 0xffffff)), null],
      taken_at_ms: timeOrNull,
      camera: textOrNull,
      lens: textOrNull,
      exposure: textOrNull,
      latitude: [orNull(isNumber(-90, 90)), null],
      longitude: [orNull(isNumber(-180, 180)), null],
      sort_at_ms: [isTime, 0],
      hidden_at_ms: mark,
      companion_of: [orNull(isId), null],
      companions: [isInteger(0, 3), 0],
      left_out: [orNull(isOneOf('rule', 'small')), null],
      sidecar: [orNull(isFileName), null],
      sidecar_mtime_ms: [orNull(isFileTime), null],
      sidecar_size_bytes: [orNull(isSize), null],
      ctime_ms: [orNull(isFileTime), null],
      sidecar_ctime_ms: [orNull(isFileTime), null],
      reread: [orNull(isOneOf('metadata')), null],
      taken_offset_min: [orNull(isInteger(-1_440, 1_440)), null],
      taken_from: [orNull(isOneOf('camera', 'sidecar', 'file-name')), null],
      title: textOrNull,
      caption: textOrNull,
      keywords: [orNull(isJson(keywordList)), null],
      file_rating: rating,
      favourite_at_ms: mark,
      rating,
    },
    settle: unreadIfIncomplete,
  },
  embeddings: {
    must: { id: isId, model_id: isModelSpace, vector: isUnitVector },
    refersTo: { photo_id: 'photos' },
  },
  tags: { must: { id: isId, name: isName } },
  photo_tags: { must: {}, refersTo: { photo_id: 'photos', tag_id: 'tags' } },
  collections: { must: { id: isId, name: isName }, may: { created_at_ms: [isTime, 0] } },
  collection_photos: {
    must: {},
    refersTo: { collection_id: 'collections', photo_id: 'photos' },
    may: { added_at_ms: [isTime, 0] },
  },
  kept_marks: {
    must: { content_hash: isHash, marks: isJson(keptMarks) },
    may: { kept_at_ms: [isTime, 0] },
  },
  saved_searches: { must: { id: isId, name: isName, text: searchText }, may: { created_at_ms: [isTime, 0] } },
  recent_searches: { must: { key: searchText, text: searchText }, may: { at_ms: [isTime, 0] } },
  query_pictures: {
    must: { id: matches(/^[\w-]{1,64}$/), name: isText(1_024), preview: isWebp },
    may: { at_ms: [isTime, 0] },
  },
}

/** A table of which nothing more is known. */
export const anyRules: TableRules = { must: {} }

/**
 * A model is looked for by its id where models lie here; a folder elsewhere that a file names is not gone to. What is
 * taken away would be found again: nothing is lost, and nobody told.
 */
function withoutModelFolder(row: Row, at: At): boolean {
  const value: unknown = JSON.parse(row[at('value')] as string)
  if (typeof value === 'object' && value !== null && 'dir' in value)
    row[at('value')] = JSON.stringify({ ...value, dir: null })
  return false
}

const readByFile = ['content_hash', 'width', 'height', 'format', 'colour'] as const

/** A photo that was read has all that reading gives; one that has not is read again. What the person said of it stays. */
function unreadIfIncomplete(row: Row, at: At): boolean {
  const isRead = row[at('indexed_at_ms')] !== null
  if (!isRead && row[at('status')] !== 'indexed') return false
  if (isRead && readByFile.every((column) => row[at(column)] !== null)) return false
  const unread = { status: 'pending', indexed_at_ms: null, reread: null }
  const nothing = Object.fromEntries(readByFile.map((column) => [column, null]))
  for (const [column, value] of Object.entries({ ...nothing, ...unread }))
    if (at(column) >= 0) row[at(column)] = value
  return true
}
