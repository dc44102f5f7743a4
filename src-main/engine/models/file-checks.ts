import { createHash } from 'node:crypto'
import { createReadStream, lstatSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { ModelFile, ModelManifest } from './manifest.ts'

/** The files without which a model cannot be opened, each once. */
export function neededFiles({ image, text }: ModelManifest): string[] {
  return [...new Set([image.file, text.file, text.tokenizer])]
}

/** The size of an ordinary file, else why there is none: whoever reads a pipe or a device may wait for ever. */
export function sizeOrTrouble(path: string): number | string {
  try {
    const found = statSync(path)
    return found.isFile() ? found.size : 'is no ordinary file'
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read (${code})`
  }
}

/** Some three times the largest encoders that there are; what is larger is no model, however little of it is written. */
const mostBytes = 16 * 2 ** 30

/**
 * Why a file of a folder that came from outside should not be read, as `file: reason`; null where nothing speaks against
 * it. A link may lead to what its maker could not read and would like to see copied, or quoted in an error, by somebody
 * who can; where a hash says what its bytes must be, it may.
 */
export function outsideProblem(dir: string, name: string, isHashed = false): string | null {
  const path = join(dir, name)
  try {
    const found = lstatSync(path)
    if (found.size > mostBytes) return `${name}: it is larger than 16 GB`
    if (!found.isSymbolicLink() || isHashed || realpathSync(path).startsWith(realpathSync(dir) + sep))
      return null
    return `${name}: it is a link to a file outside its folder; put the file itself there`
  } catch {
    return null
  }
}

/**
 * What is wrong with the size of a listed file, as `file: reason`; null when it is as the manifest says. `name` is what it
 * is called there.
 */
export function sizeProblem(dir: string, { file, sizeBytes }: ModelFile, name = file): string | null {
  const actual = sizeOrTrouble(join(dir, name))
  if (typeof actual === 'string') return `${file}: it ${actual}`
  if (sizeBytes === null || actual === sizeBytes) return null
  return `${file}: it has ${bytes(actual)} where the manifest says ${bytes(sizeBytes)}`
}

/** What is wrong with the bytes of a listed file, both hashes included; null when they are as the manifest says. */
export async function hashProblem(
  dir: string,
  { file, sha256 }: ModelFile,
  signal?: AbortSignal,
): Promise<string | null> {
  const actual = await sha256Of(join(dir, file), signal)
  return actual === sha256 ? null : `${file}: its SHA-256 is ${actual} where the manifest says ${sha256}`
}

async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    signal?.throwIfAborted()
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

function bytes(count: number): string {
  return `${count.toLocaleString('en')} bytes`
}
