import * as exifr from 'exifr'
import type { EmbeddedNotes } from '../embedded-notes.ts'

export type ExifTags = Readonly<Record<string, unknown>>

// exifr is a CommonJS bundle whose names Node cannot see: they hang on its default export.
const parseExif = exifr.default.parse

const names: Readonly<Record<number, string>> = {
  0x010e: 'ImageDescription',
  0x010f: 'Make',
  0x0110: 'Model',
  0x0132: 'ModifyDate',
  0x4746: 'Rating',
  0x4749: 'RatingPercent',
  0x9c9b: 'XPTitle',
  0x9c9c: 'XPComment',
  0x9c9e: 'XPKeywords',
  0x829a: 'ExposureTime',
  0x829d: 'FNumber',
  0x8827: 'ISO',
  0x9003: 'DateTimeOriginal',
  0x9004: 'CreateDate',
  0x9010: 'OffsetTime',
  0x9011: 'OffsetTimeOriginal',
  0x9012: 'OffsetTimeDigitized',
  0x920a: 'FocalLength',
  0xa434: 'LensModel',
}

const gpsNames: Readonly<Record<number, string>> = {
  1: 'GPSLatitudeRef',
  2: 'GPSLatitude',
  3: 'GPSLongitudeRef',
  4: 'GPSLongitude',
  7: 'GPSTimeStamp',
  29: 'GPSDateStamp',
}

// Values stay as the file has them: exifr's own revival reads dates in this machine's time zone. Keys stay numbers, so
// that the directories of a CR3, each a TIFF of its own, are read the same way.
const untouched = {
  tiff: true,
  translateKeys: false,
  translateValues: false,
  reviveValues: false,
  sanitize: true,
  mergeOutput: false,
}
const pick = Object.keys(names).map(Number)
const gpsPick = Object.keys(gpsNames).map(Number)
const whole = { ...untouched, ifd0: { pick }, exif: { pick }, gps: { pick: gpsPick } }

/** Reads the EXIF data of a picture, values untranslated. Never throws: broken data counts as absent. */
export async function readExifTags({ exif, exifParts }: EmbeddedNotes): Promise<ExifTags> {
  const [main, camera, place] = exifParts ?? []
  const found = await Promise.all([
    directories(exif, whole, [names, names, gpsNames]),
    directories(main, { ...untouched, ifd0: { pick } }, [names]),
    directories(camera, { ...untouched, ifd0: { pick } }, [names]),
    directories(place, { ...untouched, ifd0: { pick: gpsPick } }, [gpsNames]),
  ])
  return Object.assign({}, ...found) as ExifTags
}

type Names = Readonly<Record<number, string>>

/** The wanted tags of the main, the EXIF and the GPS directory by name. */
async function directories(
  tiff: Uint8Array | undefined,
  options: object,
  [inMain = {}, inExif = {}, inGps = {}]: readonly Names[],
): Promise<Record<string, unknown>> {
  if (!tiff || tiff.byteLength < 8) return {}
  try {
    const output: unknown = await parseExif(tiff, options)
    if (!isRecord(output)) return {}
    const { ifd0, exif, gps } = output
    return { ...named(ifd0, inMain), ...named(exif, inExif), ...named(gps, inGps) }
  } catch {
    return {}
  }
}

function named(tags: unknown, all: Names): Record<string, unknown> {
  if (!isRecord(tags)) return {}
  const entries = Object.entries(tags).map(([tag, value]) => [all[Number(tag)] ?? '', value] as const)
  return Object.fromEntries(entries.filter(([name]) => name !== ''))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
