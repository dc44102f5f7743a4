import * as exifr from 'exifr'
import { cameraName, cleanText, exposureText, lensName } from './exif-text.ts'
import { position } from './exif-position.ts'
import { wallClockMs } from './exif-date.ts'

/** What a camera wrote about a photo. Null where it wrote nothing, or nothing that can be true. */
export interface PhotoMetadata {
  /** The clock on the wall where the photo was taken, in ms since 1970 read as if it were UTC. */
  readonly takenAtMs: number | null
  readonly camera: string | null
  readonly lens: string | null
  /** Time, aperture, sensitivity and focal length: "1/250 s · f/2.8 · ISO 100 · 35 mm". */
  readonly exposure: string | null
  /** Degrees, north and east positive. Both or neither. */
  readonly latitude: number | null
  readonly longitude: number | null
}

export const noMetadata: PhotoMetadata = {
  takenAtMs: null,
  camera: null,
  lens: null,
  exposure: null,
  latitude: null,
  longitude: null,
}

/** Reads a picture's EXIF data, given as its TIFF block. Never throws: broken data counts as absent. */
export async function readMetadata(exif: Uint8Array | undefined, nowMs = Date.now()): Promise<PhotoMetadata> {
  if (!exif || exif.byteLength < 8) return noMetadata
  try {
    const tags: unknown = await parseExif(exif, wanted)
    return metadataFromTags(isRecord(tags) ? tags : {}, nowMs)
  } catch {
    return noMetadata
  }
}

/** Judges raw EXIF tags, in exifr's names and untranslated values. Lying values are left out one by one. */
export function metadataFromTags(tags: Readonly<Record<string, unknown>>, nowMs: number): PhotoMetadata {
  const taken = [tags['DateTimeOriginal'], tags['CreateDate'], tags['ModifyDate']]
  return {
    takenAtMs: taken.map((text) => wallClockMs(text, nowMs)).find((ms) => ms !== null) ?? null,
    camera: cameraName(cleanText(tags['Make']), cleanText(tags['Model'])),
    lens: lensName(cleanText(tags['LensModel'])),
    exposure: exposureText(tags),
    ...position(tags),
  }
}

// exifr is a CommonJS bundle whose names Node cannot see: they hang on its default export.
const parseExif = exifr.default.parse

// Values stay as the file has them: exifr's own revival reads dates in this machine's time zone.
const wanted = {
  tiff: true,
  ifd0: { pick: ['Make', 'Model', 'ModifyDate'] },
  exif: {
    pick: [
      'DateTimeOriginal',
      'CreateDate',
      'LensModel',
      'ExposureTime',
      'FNumber',
      'ISO',
      'FocalLength',
      'FocalLengthIn35mmFormat',
    ],
  },
  gps: { pick: ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'] },
  reviveValues: false,
  translateValues: false,
  sanitize: true,
  mergeOutput: true,
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
