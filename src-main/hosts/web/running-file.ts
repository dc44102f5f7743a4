import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const running = z.object({ port: z.int().min(1).max(65_535), secret: z.string().min(32).max(100) })
export type Running = z.infer<typeof running>

const fileIn = (dataDir: string) => join(dataDir, 'running.json')

/** Leaves word, for this user alone, where the Sightline of a data folder can be asked. Throws what the disk throws. */
export function writeRunning(dataDir: string, { port, secret }: Running): void {
  const file = fileIn(dataDir)
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  writeFileSync(beside, JSON.stringify({ port, secret }), { mode: 0o600, flag: 'wx' })
  renameSync(beside, file)
}

/** Where it can be asked; undefined when there is no word, or one that others could have left or read. */
export function readRunning(dataDir: string): Running | undefined {
  let file: number | undefined
  try {
    file = openSync(
      fileIn(dataDir),
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    const { mode, uid, size } = fstatSync(file)
    const isOwn = process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o077) === 0)
    return isOwn && size < 1_000 ? running.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Takes the word back, if it is still this one's. */
export function removeRunning(dataDir: string, { secret }: Running): void {
  if (readRunning(dataDir)?.secret === secret) rmSync(fileIn(dataDir), { force: true })
}
