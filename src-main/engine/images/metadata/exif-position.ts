/** Degrees from the GPS tags of EXIF, north and east positive; both null when they cannot be a place on Earth. */
export function position(tags: Readonly<Record<string, unknown>>): {
  latitude: number | null
  longitude: number | null
} {
  const latitude = degrees(tags['GPSLatitude'], tags['GPSLatitudeRef'], ['N', 'S'], 90)
  const longitude = degrees(tags['GPSLongitude'], tags['GPSLongitudeRef'], ['E', 'W'], 180)
  if (latitude === null || longitude === null) return nowhere
  // Receivers without a fix write zeros: an island of lost photos off the coast of Ghana.
  if (latitude === 0 && longitude === 0) return nowhere
  return { latitude, longitude }
}

const nowhere = { latitude: null, longitude: null }

/** Degrees, minutes and seconds with a letter for the half of the Earth, as EXIF stores them. */
function degrees(parts: unknown, half: unknown, halves: readonly [string, string], limit: number) {
  if (!isParts(parts) || typeof half !== 'string') return null
  const letter = half.trim().charAt(0).toUpperCase()
  if (!halves.includes(letter)) return null
  const [whole = 0, minutes = 0, seconds = 0] = parts
  if (whole < 0 || minutes < 0 || minutes >= 60.000001 || seconds < 0 || seconds >= 60.000001) return null
  const value = whole + minutes / 60 + seconds / 3600
  if (!Number.isFinite(value) || value > limit) return null
  return letter === halves[1] ? -value : value
}

function isParts(value: unknown): value is number[] {
  const isList = Array.isArray(value) || ArrayBuffer.isView(value)
  if (!isList) return false
  const parts = Array.from(value as ArrayLike<unknown>)
  return parts.length > 0 && parts.length <= 3 && parts.every((part) => Number.isFinite(part))
}
