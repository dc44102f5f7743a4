const earthRadiusKm = 6_371.0088
const radians = Math.PI / 180

/** Along the surface of a sphere of the earth's mean radius; good to half a percent. Degrees in, kilometres out. */
export function distanceKm(
  latitude: number,
  longitude: number,
  toLatitude: number,
  toLongitude: number,
): number {
  const north = Math.sin(((toLatitude - latitude) * radians) / 2)
  const east = Math.sin(((toLongitude - longitude) * radians) / 2)
  const share = north * north + Math.cos(latitude * radians) * Math.cos(toLatitude * radians) * east * east
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(share)))
}
