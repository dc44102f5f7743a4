import type { EmbeddedNotes } from '../embedded-notes.ts'
import { position } from './exif-position.ts'
import { cameraName, cleanText, exposureText, lensName } from './exif-text.ts'
import { readExifTags, type ExifTags } from './exif-tags.ts'
import { fileNameDate } from './file-name-date.ts'
import { readIptc, type IptcFacts } from './iptc.ts'
import type { PhotoMetadata } from './photo-metadata.ts'
import { cleanKeywords, ratingFromTags, ratingFromXmp } from './rating-and-keywords.ts'
import { cameraDate, sidecarDate, type TakenDate } from './taken-date.ts'
import { captionFromTags, titleFromTags } from './texts-of-tags.ts'
import { readXmp, type XmpFacts } from './xmp.ts'
import { xmpPosition } from './xmp-position.ts'

export interface MetadataSources {
  /** What is written in the picture's file. */
  readonly notes: EmbeddedNotes
  /** The XMP file beside it. */
  readonly sidecar?: Uint8Array | undefined
  /** The picture's file name. */
  readonly fileName?: string | undefined
}

/** Everything that is known of one photo, before the sources are weighed against each other. */
export interface MetadataFacts {
  readonly tags: ExifTags
  readonly xmp?: XmpFacts | undefined
  readonly iptc?: IptcFacts | undefined
  readonly sidecar?: XmpFacts | undefined
  readonly fileName?: string | undefined
}

/** Reads what file, sidecar and name say of a photo. Never throws: broken data counts as absent. */
export async function readMetadata(sources: MetadataSources, nowMs = Date.now()): Promise<PhotoMetadata> {
  const { notes, sidecar, fileName } = sources
  const tags = await readExifTags(notes)
  return weigh(
    {
      tags,
      xmp: readXmp(notes.xmp),
      iptc: quietly(() => readIptc(notes.iptc)),
      sidecar: readXmp(sidecar),
      fileName,
    },
    nowMs,
  )
}

/**
 * Weighs the sources: what a person wrote comes from the sidecar first, because that is where photo programs write; what
 * the camera wrote from the file. Values that cannot be true are left out one by one.
 */
export function weigh({ tags, xmp, iptc, sidecar, fileName }: MetadataFacts, nowMs: number): PhotoMetadata {
  const place = position(tags)
  const first = (property: string) => cleanText(sidecar?.text(property)) ?? cleanText(xmp?.text(property))
  return {
    ...takenDate({ tags, xmp, iptc, sidecar, fileName }, nowMs),
    camera: cameraName(
      cleanText(tags['Make']) ?? first('tiff:Make'),
      cleanText(tags['Model']) ?? first('tiff:Model'),
    ),
    lens: lensName(cleanText(tags['LensModel']) ?? first('aux:Lens')),
    exposure: exposureText(tags),
    ...(place.latitude !== null ? place : (xmpPosition(sidecar) ?? xmpPosition(xmp) ?? place)),
    title: textOf('dc:title', longestTitle) ?? titleFromTags(tags) ?? cleanText(iptc?.title, longestTitle),
    caption:
      textOf('dc:description', longestCaption) ??
      cleanText(iptc?.caption, longestCaption) ??
      captionFromTags(tags, longestCaption),
    keywords: cleanKeywords(sidecar, xmp, iptc, tags),
    fileRating: ratingFromXmp(sidecar) ?? ratingFromXmp(xmp) ?? ratingFromTags(tags),
  }

  function textOf(property: string, longest: number): string | null {
    return cleanText(sidecar?.text(property), longest) ?? cleanText(xmp?.text(property), longest)
  }
}

const longestTitle = 200
const longestCaption = 2000

function takenDate(facts: MetadataFacts, nowMs: number) {
  const camera = cameraDate(facts, nowMs)
  const corrected = sidecarDate(facts.sidecar, nowMs)
  // A sidecar repeats the camera's date, unless a person put it right.
  if (corrected && corrected.takenAtMs !== camera?.takenAtMs) return from('sidecar', corrected)
  const takenOffsetMinutes = camera?.takenOffsetMinutes ?? corrected?.takenOffsetMinutes ?? null
  if (camera) return from('camera', { ...camera, takenOffsetMinutes })
  const named = facts.fileName === undefined ? null : fileNameDate(facts.fileName, nowMs)
  return named ? from('file-name', named) : { takenAtMs: null, takenOffsetMinutes: null, takenFrom: null }
}

function from(takenFrom: NonNullable<PhotoMetadata['takenFrom']>, date: TakenDate) {
  return { takenAtMs: date.takenAtMs, takenOffsetMinutes: date.takenOffsetMinutes, takenFrom }
}

function quietly<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
