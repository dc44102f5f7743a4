import type { FileOnDisk } from './disk.ts'
import {
  displaced,
  placeOf,
  withKept,
  type Model,
  type ModelPhoto,
  type PlacedRow,
  type World,
} from './model.ts'
import { noOwnData } from './snapshot.ts'

/**
 * Pure. Each way in which the catalog is not what the model and the disk make it, as a sentence; none when all is well.
 * The engine must have come to rest.
 */
export function differences(model: Model, world: World, rows: readonly PlacedRow[]): string[] {
  return [
    ...wrongFiles(model, world, rows),
    ...wrongRows(model, world, rows),
    ...lostPhotos(model, world, rows),
    ...wrongOwnData(model, rows),
    ...readAgain(model, rows),
  ]
}

/** Every file is there exactly once, read, with its own content and embedding, as the photo that it is. */
function wrongFiles(model: Model, world: World, rows: readonly PlacedRow[]): string[] {
  const present = Map.groupBy(
    rows.filter((row) => !row.missing),
    placeOf,
  )
  const before = new Map([...model.photos.values()].map((photo) => [placeOf(photo), photo]))
  const left = displaced(model, world)
  const nowAt = new Map(rows.filter((row) => !row.missing).map((row) => [row.id, placeOf(row)]))
  return world.files.flatMap((file) => {
    const place = placeOf(file)
    const [row, ...more] = present.get(place) ?? []
    if (!row) return [`${place} is on the disk and in no row`]
    if (more.length > 0) return [`${place} is in ${more.length + 1} rows`]
    const said = file.content.look === null ? wrongJunk(file, row) : wrongPhoto(file, row)
    if (file.content.look === null) return said
    const known = before.get(place)
    const isNew = !model.photos.has(row.id)
    const cameFrom = left.get(file.content.hash)
    const wrongId = identity(file, { id: row.id, isNew }, known, cameFrom, known && nowAt.get(known.id))
    return wrongId ? [...said, wrongId] : said
  })
}

function wrongPhoto({ content, ...file }: FileOnDisk, row: PlacedRow): string[] {
  const said: string[] = []
  const name = `${placeOf(file)} (photo ${row.id})`
  if (row.status !== 'indexed') said.push(`${name} is ${row.status}: ${row.reason}`)
  if (row.hash !== content.hash) said.push(`${name} has the hash of another content`)
  if (row.vector === null) said.push(`${name} has no embedding`)
  else if (row.look !== content.look) said.push(`${name} shows ${content.look}, its embedding ${row.look}`)
  return said
}

function wrongJunk(file: FileOnDisk, row: PlacedRow): string[] {
  if (row.status === 'failed' && row.reason) return []
  return [`${placeOf(file)} is no picture and yet ${row.status}`]
}

/** Which photo a file must be: the one in its place, the one that came from elsewhere, or a new one. */
function identity(
  { content, ...file }: FileOnDisk,
  row: { readonly id: number; readonly isNew: boolean },
  known: ModelPhoto | undefined,
  cameFrom: ReadonlySet<number> | undefined,
  knownNowAt: string | undefined,
): string | null {
  const place = placeOf(file)
  const stayedItself = known?.hash === content.hash
  // Where a photo was missing, another of the same content may have been moved.
  if (stayedItself && row.id !== known.id && !(known.missing && cameFrom?.has(row.id)))
    return `${place} did not change, and photo ${known.id} became ${row.id}`
  if (stayedItself) return null
  if (cameFrom?.has(row.id)) return null
  if (cameFrom && cameFrom.size > 0)
    return `${place} was moved here as photo ${[...cameFrom].join(' or ')}, and became photo ${row.id}`
  const stayed = knownNowAt === undefined || knownNowAt === place
  if (known && !known.missing && stayed)
    return row.id === known.id ? null : `${place} was edited in place, and photo ${known.id} became ${row.id}`
  return known && row.id === known.id
    ? null
    : row.isNew
      ? null
      : `${place} is new, and became the known photo ${row.id}`
}

/** Rows that speak of files which are not there. */
function wrongRows(model: Model, { files, isAway }: World, rows: readonly PlacedRow[]): string[] {
  const places = new Set(files.map(placeOf))
  return rows.flatMap((row) => {
    if (isAway(row.root)) return []
    const name = `photo ${row.id} (${placeOf(row)})`
    if (!row.missing && !places.has(placeOf(row)) && !model.spared.has(row.id))
      return [`${name} is not on the disk and not marked missing`]
    if (row.missing && places.has(placeOf(row))) return [`${name} is on the disk and marked missing`]
    return []
  })
}

/** Photos that were known are still known: in their place, marked missing, or away as they were. */
function lostPhotos(model: Model, { isAway }: World, rows: readonly PlacedRow[]): string[] {
  const now = new Map(rows.map((row) => [row.id, row]))
  const taken = new Set(rows.map(placeOf))
  return [...model.photos.values()].flatMap((photo) => {
    const row = now.get(photo.id)
    const name = `photo ${photo.id} (${placeOf(photo)})`
    if (isAway(photo.root) && !photo.missing) {
      if (!row) return [`${name} was forgotten while its root was away`]
      const same = placeOf(row) === placeOf(photo) && !row.missing && row.hash === photo.hash
      return same || photo.hash === null ? [] : [`${name} changed while its root was away`]
    }
    if (isAway(photo.root)) return row ? [] : [`${name} was forgotten while its root was away`]
    // Another photo took its place: what was said of it is kept by its content.
    return row || taken.has(placeOf(photo)) ? [] : [`${name} was forgotten`]
  })
}

function wrongOwnData(model: Model, rows: readonly PlacedRow[]): string[] {
  const given = new Set<string>()
  const said = rows.flatMap((row) => {
    const before = model.photos.get(row.id)
    const own = before?.own ?? noOwnData
    const kept = row.hash !== null && row.hash !== before?.hash ? model.kept.get(row.hash) : undefined
    const is = JSON.stringify(row.own)
    if (row.hash !== null && kept && is === JSON.stringify(withKept(own, kept))) {
      given.add(row.hash)
      return []
    }
    if (is === JSON.stringify(own)) return []
    return [`photo ${row.id} (${placeOf(row)}) was given ${JSON.stringify(own)} and has ${is}`]
  })
  const returned = new Set(
    rows.filter((row) => row.hash !== model.photos.get(row.id)?.hash).map((row) => row.hash),
  )
  const withheld = [...model.kept.keys()].filter((hash) => returned.has(hash) && !given.has(hash))
  return [
    ...said,
    ...withheld.map((hash) => `content ${hash.slice(0, 8)} came back without what was said of it`),
  ]
}

/** Content that the catalog knew is not decoded again, whatever moved or was copied. */
function readAgain(model: Model, rows: readonly PlacedRow[]): string[] {
  const known = Map.groupBy(
    [...model.photos.values()].filter((photo) => photo.hash !== null && photo.embeddingId !== null),
    (photo) => photo.hash ?? '',
  )
  return rows.flatMap((row) => {
    if (row.hash === null || row.embeddingId === null) return []
    const before = model.photos.get(row.id)
    const name = `photo ${row.id} (${placeOf(row)})`
    if (before?.hash === row.hash && before.embeddingId !== row.embeddingId)
      return [`${name} was embedded again without need`]
    const same = known.get(row.hash)
    const isCopy = !before && same !== undefined
    if (isCopy && !same.some((photo) => photo.indexedAtMs === row.indexedAtMs))
      return [`${name} is a copy and was decoded all the same`]
    return []
  })
}
