import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

/** Test data that is not part of the repository; tests that need it skip with a sentence where it is absent. */
export const sharedData = resolve(import.meta.dirname, '../../../shared/data')
export const captionedPhotos = join(sharedData, 'captioned', 'photos')
export const hasCaptioned = existsSync(captionedPhotos)
export const needsShared = 'needs the shared test data beside the repository'

/** Copies the first `count` captioned photos (224 x 224 JPEGs) into `dir`. Gives their names. */
export function copyCaptioned(dir: string, count: number): string[] {
  mkdirSync(dir, { recursive: true })
  const names = readdirSync(captionedPhotos).toSorted().slice(0, count)
  for (const name of names) copyFileSync(join(captionedPhotos, name), join(dir, name))
  return names
}

/** Paints `count` distinct JPEGs of `side` pixels into `dir`: real files where no photos are at hand. */
export async function paintPhotos(dir: string, count: number, side = 160): Promise<string[]> {
  mkdirSync(dir, { recursive: true })
  const names = Array.from({ length: count }, (_, n) => `painted-${String(n).padStart(3, '0')}.jpg`)
  for (const [n, name] of names.entries()) await paintPhoto(join(dir, name), n, side)
  return names
}

/** One JPEG whose pixels follow from `seed` alone: two colours and a shape. */
export async function paintPhoto(path: string, seed: number, side = 160): Promise<void> {
  const hue = (seed * 47) % 360
  const radius = 10 + ((seed * 13) % 60)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${Math.round(side * 0.75)}">
    <rect width="100%" height="100%" fill="hsl(${hue} 60% 50%)"/>
    <circle cx="${30 + ((seed * 29) % 100)}" cy="60" r="${radius}" fill="hsl(${(hue + 150) % 360} 70% 60%)"/></svg>`
  await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toFile(path)
}

const inExif = (degrees: number) => `${Math.round(Math.abs(degrees) * 10_000)}/10000 0/1 0/1`

/** Writes into a JPEG where it was taken. */
export async function setPlace(path: string, latitude: number, longitude: number): Promise<void> {
  const place = {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: inExif(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: inExif(longitude),
  }
  writeFileSync(path, await sharp(path).jpeg().withExif({ IFD3: place }).toBuffer())
}
