import { wallClockMs, zoneBySatellites, zoneMinutes } from './exif-date.ts'
import type { ExifTags } from './exif-tags.ts'
import type { IptcFacts } from './iptc.ts'
import type { XmpFacts } from './xmp.ts'

export interface TakenDate {
  readonly takenAtMs: number
  readonly takenOffsetMinutes: number | null
}

/** A date as a source has it, with the tag that may hold its zone. */
type Candidate = readonly [text: unknown, zone?: unknown]

/** The date that the camera, or a program in the camera's place, wrote into the file. */
export function cameraDate(
  { tags, xmp, iptc }: { tags: ExifTags; xmp?: XmpFacts | undefined; iptc?: IptcFacts | undefined },
  nowMs: number,
): TakenDate | null {
  const candidates: Candidate[] = [
    [tags['DateTimeOriginal'], tags['OffsetTimeOriginal'] ?? tags['OffsetTime']],
    [xmp?.text('exif:DateTimeOriginal')],
    [xmp?.text('photoshop:DateCreated')],
    [tags['CreateDate'], tags['OffsetTimeDigitized'] ?? tags['OffsetTime']],
    [xmp?.text('xmp:CreateDate')],
    [iptc?.date],
    [tags['ModifyDate'], tags['OffsetTime']],
  ]
  const date = firstOf(candidates, nowMs)
  if (!date || date.takenOffsetMinutes !== null) return date
  return { ...date, takenOffsetMinutes: zoneBySatellites(date.takenAtMs, tags, nowMs) }
}

/** The date in a sidecar. When the sidecar itself was made says nothing. */
export function sidecarDate(sidecar: XmpFacts | undefined, nowMs: number): TakenDate | null {
  const candidates: Candidate[] = [
    [sidecar?.text('exif:DateTimeOriginal'), sidecar?.text('exif:OffsetTimeOriginal')],
    [sidecar?.text('photoshop:DateCreated')],
  ]
  return firstOf(candidates, nowMs)
}

function firstOf(candidates: readonly Candidate[], nowMs: number): TakenDate | null {
  for (const [text, zone] of candidates) {
    const takenAtMs = wallClockMs(text, nowMs)
    if (takenAtMs !== null) return { takenAtMs, takenOffsetMinutes: zoneMinutes(zone) ?? zoneMinutes(text) }
  }
  return null
}
