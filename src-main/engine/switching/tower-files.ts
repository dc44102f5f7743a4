import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '../library/hash.ts'
import { sizeOrTrouble } from '../models/file-checks.ts'
import type { ModelManifest } from '../models/manifest.ts'

/** An ONNX file's name is followed by this in files that hold weights too large for it. */
const weightsBeside = /^[._]data(_\d+)?$/

/** The ONNX files of the image and of the text tower, with the weights beside them; the tokenizer counts as text. */
export async function towerFiles(
  dir: string,
  { image, text, files }: ModelManifest,
): Promise<{ readonly image: string[]; readonly text: string[] }> {
  const towers = [image.file, text.file]
  const isListed = new Set(files.map(({ file }) => file).filter((file) => !file.endsWith('.json')))
  // Whose weights such a file holds is not said in the manifest: it counts for both.
  const isCommon = (name: string) =>
    isListed.has(name) &&
    name !== text.tokenizer &&
    towers.every((tower) => name !== tower && !isWeightsOf(name, tower))
  const names = (await readdir(dir)).toSorted()
  const of = (tower: string) =>
    names
      .filter((name) => name === tower || isWeightsOf(name, tower) || isCommon(name))
      // A folder may have any name, and a pipe may keep its reader waiting for ever.
      .filter((name) => typeof sizeOrTrouble(join(dir, name)) === 'number' || name === tower)
  return { image: of(image.file), text: [...new Set([...of(text.file), text.tokenizer])] }
}

function isWeightsOf(name: string, tower: string): boolean {
  return name.startsWith(tower) && weightsBeside.test(name.slice(tower.length))
}

/** Files as they are now: another stamp may mean other bytes. */
export function stampOf(dir: string, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => [name, ...signsOf(join(dir, name))]))
}

/**
 * Archives and copies give files the time they had elsewhere, so the place on the disk counts too, and the time of the
 * last change of anything: that moves with rights and names as well, and is worth looking at the bytes.
 */
export function strictStampOf(dir: string, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => [name, ...signsOf(join(dir, name)), changedMs(join(dir, name))]))
}

function signsOf(path: string): (number | string)[] {
  try {
    const { size, mtimeMs, ino } = statSync(path)
    return [size, mtimeMs, ino]
  } catch (error) {
    return [(error as NodeJS.ErrnoException).code ?? 'unknown']
  }
}

function changedMs(path: string): number | null {
  try {
    return statSync(path).ctimeMs
  } catch {
    return null
  }
}

export async function hashOf(dir: string, names: readonly string[]): Promise<string> {
  const hashes: string[] = []
  for (const name of names) hashes.push(Buffer.from(await hashFile(join(dir, name))).toString('hex'))
  return hashes.join('')
}
