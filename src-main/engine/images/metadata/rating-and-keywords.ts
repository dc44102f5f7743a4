import type { ExifTags } from './exif-tags.ts'
import { cleanText } from './exif-text.ts'
import type { IptcFacts } from './iptc.ts'
import { utf16 } from './texts-of-tags.ts'
import type { XmpFacts } from './xmp.ts'

const longestKeyword = 100
const mostKeywords = 200

/** 0 to 5 stars; -1 ("rejected") and anything else is none of them. */
export function ratingFromXmp(xmp: XmpFacts | undefined): number | null {
  const stars = xmp?.text('xmp:Rating')
  if (stars !== undefined) return starsOf(Number(stars.trim() || Number.NaN))
  return starsOfPercent(Number(xmp?.text('MicrosoftPhoto:Rating') ?? Number.NaN))
}

export function ratingFromTags(tags: ExifTags): number | null {
  const stars = starsOf(Number(tags['Rating'] ?? Number.NaN))
  return stars ?? starsOfPercent(Number(tags['RatingPercent'] ?? Number.NaN))
}

function starsOf(value: number): number | null {
  return value >= 0 && value <= 5 ? Math.round(value) : null
}

/** Windows counts 1, 25, 50, 75, 99. */
function starsOfPercent(value: number): number | null {
  if (!(value >= 0 && value <= 100)) return null
  return [1, 25, 50, 75, 99].filter((least) => value >= least).length
}

/** Each keyword once: those of the sidecar, or else those of the file. */
export function cleanKeywords(
  sidecar: XmpFacts | undefined,
  xmp: XmpFacts | undefined,
  iptc: IptcFacts | undefined,
  tags: ExifTags,
): string[] {
  const beside = clean(keywordsOf(sidecar))
  if (beside.length > 0) return beside
  const windows = utf16(tags['XPKeywords'])?.split(';') ?? []
  return clean([...keywordsOf(xmp), ...(iptc?.keywords ?? []), ...windows])
}

/** Paths ("Animals|Dog") stand for all their parts. */
function keywordsOf(xmp: XmpFacts | undefined): string[] {
  if (!xmp) return []
  const paths = [
    ...xmp.list('lr:hierarchicalSubject').flatMap((path) => path.split('|')),
    ...xmp.list('digiKam:TagsList').flatMap((path) => path.split('/')),
  ]
  return [...xmp.list('dc:subject'), ...paths]
}

function clean(keywords: readonly string[]): string[] {
  const kept = new Map<string, string>()
  for (const keyword of keywords) {
    const text = cleanText(keyword.split('\0')[0], longestKeyword)
    const key = text?.toLowerCase()
    if (text && key !== undefined && !kept.has(key) && kept.size < mostKeywords) kept.set(key, text)
  }
  return [...kept.values()]
}
