import type { DateSpan, QueryFilter, QueryPart } from '../../../src-preload/contract/language/index.ts'
import { format, t } from '../../strings/index.ts'

/** What the folders of the library are called, by their paths. */
export interface FolderNames {
  readonly roots: readonly { readonly path: string; readonly name: string }[]
  /** The name of a picture that was handed in; null: no longer at hand. */
  readonly pictureName?: (pictureId: string) => string | null | undefined
}

/** A part of a search as people read it: "not people", "before June 2019", "rated 4 or more". */
export function labelOfPart(part: QueryPart, names: FolderNames): string {
  switch (part.kind) {
    case 'words': {
      const words = part.isQuoted ? t.parts.exact(part.text) : part.text
      const weighted = part.weight === 1 ? words : t.parts.weighted(words, part.weight)
      return part.isExcluded ? t.parts.not(weighted) : weighted
    }
    case 'exact':
      return t.parts.exact(part.text)
    case 'photo':
      return picture(part, t.parts.photo)
    case 'picture': {
      const name = names.pictureName?.(part.pictureId)
      return picture(part, name === null ? t.parts.pictureGone : t.parts.picture(name ?? ''))
    }
    case 'filter':
      return part.isExcluded ? withoutFilter(part.filter, names) : labelOfFilter(part.filter, names)
    case 'sort':
      return t.parts.sort(part.order)
  }
}

type Picture = Extract<QueryPart, { kind: 'photo' | 'picture' }>

function picture({ region, isExcluded, weight }: Picture, name: string): string {
  const like = t.parts.like(region ? t.parts.partOf(name) : name)
  const weighted = weight === 1 ? like : t.parts.weighted(like, weight)
  return isExcluded ? t.parts.not(weighted) : weighted
}

function withoutFilter(filter: QueryFilter, names: FolderNames): string {
  if (filter.key === 'has') return t.parts.without(t.parts.or(filter.any.map(t.parts.has)))
  return t.parts.not(labelOfFilter(filter, names))
}

function labelOfFilter(filter: QueryFilter, { roots }: FolderNames): string {
  switch (filter.key) {
    case 'in':
      return t.parts.in(t.parts.or(filter.any.map((path) => folderLabel(path, roots))))
    case 'before':
      return t.parts.before(dateLabel(filter.span, filter.text))
    case 'after':
      return t.parts.after(dateLabel(filter.span, filter.text))
    case 'on':
      return dateLabel(filter.span, filter.text)
    case 'month':
      return t.parts.month(t.parts.or(filter.any.map(format.monthName)))
    case 'camera':
      return t.parts.camera(t.parts.or(filter.any))
    case 'lens':
      return t.parts.lens(t.parts.or(filter.any))
    case 'type':
      return t.parts.or(filter.any.map((type) => type.toUpperCase()))
    case 'is':
      return t.parts.or(filter.any.map(t.parts.is))
    case 'has':
      return t.parts.with(t.parts.or(filter.any.map(t.parts.has)))
    case 'rating':
      return t.parts.rating(filter.range)
    case 'tag':
      return t.parts.tag(t.parts.or(filter.any))
    case 'collection':
      return t.parts.collection(t.parts.or(filter.any))
    case 'place':
      return t.parts.place(t.parts.or(filter.any))
    case 'near':
      return t.parts.near(format.place(filter.latitude, filter.longitude), filter.km)
    case 'size':
      return filter.unit === 'megapixels' ? t.parts.megapixels(filter.range) : t.parts.fileSize(filter.range)
  }
}

/** A root by its name, a folder within one from there on; of other paths the last two folders. */
function folderLabel(path: string, roots: FolderNames['roots']): string {
  const pieces = split(path)
  const isAbsolute = /^(?:[\\/]|[a-z]:)/iu.test(path)
  const root = roots.find((one) => isAbsolute && split(one.path).every((piece, at) => piece === pieces[at]))
  if (root) return [root.name, ...pieces.slice(split(root.path).length)].join(' › ')
  return (isAbsolute ? pieces.slice(-2) : pieces).join(' › ')
}

const split = (path: string): string[] => path.split(/[\\/]/u).filter((piece) => piece !== '')

/** Dates that were named in words stay as they were typed, because they go with the time: "last summer". */
function dateLabel({ fromMs, toMs }: DateSpan, typed: string): string {
  const from = new Date(fromMs)
  const to = new Date(toMs)
  const isMonths = from.getUTCDate() === 1 && to.getUTCDate() === 1 && isMidnight(fromMs) && isMidnight(toMs)
  const isYears = isMonths && from.getUTCMonth() === 0 && to.getUTCMonth() === 0
  const isNamed = /\p{L}{3}/u.test(typed) && !(isMonths && /\d{4}/u.test(typed))
  if (isNamed) return typed
  if (isYears) {
    const [first, last] = [from.getUTCFullYear(), to.getUTCFullYear() - 1]
    return first === last ? `${first}` : `${first} – ${last}`
  }
  return isMonths ? format.months(fromMs, toMs - 1) : format.days(fromMs, toMs - 1)
}

const isMidnight = (ms: number): boolean => ms % 86_400_000 === 0
