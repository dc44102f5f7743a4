import { posix, win32 } from 'node:path'
import { z } from 'zod'

/** Whether a value of a backup's row is one that Sightline writes. A backup is a file from anywhere. */
export type Check = (value: unknown) => boolean

/** Ids are given out one after another; far beyond what anyone's library reaches. */
export const highestId = 2 ** 31 - 1
/** The furthest times that a Date can say, ms. */
const furthestMs = 8.64e15

export const isInteger =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

export const isId = isInteger(1, highestId)
export const isTime = isInteger(-furthestMs, furthestMs)
export const isSize = isInteger(0, Number.MAX_SAFE_INTEGER)

export const isNumber =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most

export const isFileTime = isNumber(-furthestMs, furthestMs)
/** Of some file systems they exceed 2^63. */
export const isInode = isNumber(0, 2 ** 128)

export const isText =
  (most: number, least = 0): Check =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most

export const isOneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string)

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

export const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value)

/** The name of a tag or a collection: one line. */
export const isName = matches(/^(?!\s*$)\P{Cc}{1,200}$/u)

/** A model's id, and what its embeddings may be filed under: `starter@2.1`, `starter@2.1@0123456789ab`. */
export const isModelSpace = matches(/^[a-z0-9][a-z0-9.-]{0,99}(@[a-z0-9.]{1,40}){0,2}$/)

export const isBlob =
  (least: number, most: number): Check =>
  (value) =>
    value instanceof Uint8Array && value.length >= least && value.length <= most

export const isHash = isBlob(32, 32)

/** The folder of a root, of whatever platform: the backup may be of another computer. */
export const isRootPath: Check = (value) => {
  // oxlint-disable-next-line no-control-regex
  if (typeof value !== 'string' || value.length > 32_768 || /[\0-\x1f\x7f]/.test(value)) return false
  if (posix.isAbsolute(value)) return value === posix.normalize(value) && !isOfSystem(value)
  const whole = win32.normalize(value)
  return /^([a-z]:\\|\\\\[^\\]+\\[^\\]+)/i.test(value) && (value === whole || `${value}\\` === whole)
}

/** What the system shows there are no files, and some of it never ends. */
function isOfSystem(path: string): boolean {
  return /^\/(proc|sys|dev(?!\/shm\/))(\/|$)/.test(path)
}

/** A file below a root: no way out of it. */
export const isPathBelow: Check = (value) => {
  if (typeof value !== 'string' || value === '' || value.length > 32_768 || value.includes('\0')) return false
  if (process.platform === 'win32' && /[\\:]/.test(value)) return false
  return value.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** The name of a file beside another. */
export const isFileName: Check = (value) =>
  isPathBelow(value) && !(value as string).includes('/') && (value as string).length <= 1_024

/** Little-endian float32 values of unit length, as every model here gives them. */
export const isUnitVector: Check = (value) => {
  if (!isBlob(4, 65_536)(value)) return false
  const bytes = value as Uint8Array
  if (bytes.byteLength % 4 !== 0) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let square = 0
  for (let at = 0; at < bytes.byteLength; at += 4) square += view.getFloat32(at, true) ** 2
  return Math.abs(square - 1) < 0.02
}

export const isWebp: Check = (value) =>
  isBlob(12, 2 ** 20)(value) &&
  /^RIFF....WEBP/s.test(Buffer.from(value as Uint8Array).toString('latin1', 0, 12))

export const isJson =
  (schema: z.ZodType = z.unknown()): Check =>
  (value) => {
    if (typeof value !== 'string') return false
    try {
      return schema.safeParse(JSON.parse(value)).success
    } catch {
      return false
    }
  }

/** Nobody says more than so many things of one photo. */
const mostSaid = 1_000
const time = z.int().min(-furthestMs).max(furthestMs).nullish()
const name = z.string().refine(isName)
/** What the trigger keeps of a photo that is forgotten (migrations.ts). */
export const keptMarks = z.object({
  hiddenAtMs: time,
  favouriteAtMs: time,
  rating: z.int().min(0).max(5).nullish(),
  tags: z.array(name).max(mostSaid).nullish(),
  collections: z
    .array(z.object({ id: z.int().min(1).max(highestId), name, addedAtMs: time }))
    .max(mostSaid)
    .nullish(),
})
export const keywordList = z.array(z.string()).max(100_000)
