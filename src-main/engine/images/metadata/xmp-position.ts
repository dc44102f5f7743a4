import type { XmpFacts } from './xmp.ts'

/** The place in an XMP packet: "46,50.5616N" or "46,50,33.7N". Undefined when there is none on Earth. */
export function xmpPosition(xmp: XmpFacts | undefined): { latitude: number; longitude: number } | undefined {
  const latitude = degrees(xmp?.text('exif:GPSLatitude'), 'NS', 90)
  const longitude = degrees(xmp?.text('exif:GPSLongitude'), 'EW', 180)
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0))
    return undefined
  return { latitude, longitude }
}

function degrees(text: string | undefined, halves: string, limit: number): number | undefined {
  const [, whole, minutes = '0', seconds = '0', half = ''] =
    /^\s*(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])\s*$/i.exec(text ?? '') ?? []
  if (!whole || !halves.includes(half.toUpperCase())) return undefined
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600
  if (Number(minutes) > 60 || Number(seconds) > 60 || value > limit) return undefined
  return half.toUpperCase() === halves[1] ? -value : value
}
