import { existsSync, lstatSync } from 'node:fs'
import { chmod, constants, copyFile, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { findOffered, type ModelSource } from './bare-folder.ts'
import { hashProblem, neededFiles, outsideProblem, sizeOrTrouble, sizeProblem } from './file-checks.ts'
import { modelManifest, type ModelManifest } from './manifest.ts'
import { readManifestText } from './model-folder.ts'
import { ModelFault } from './model-fault.ts'
import { requireRoom, roomTrouble } from './room.ts'
import { putInPlace, stagingOf, takeModelLock } from './staging.ts'
import { placeFor, readStoredModel, type StoredModel } from './stored-model.ts'
import { zodReason } from './zod-reason.ts'

export interface ImportOptions {
  /** Whether the model in a folder can be used. Rejects with CodedError `model-refused`. */
  try(dir: string): Promise<void>
  readonly signal?: AbortSignal
}

interface Place {
  readonly folder: string
  byId(id: string): StoredModel | undefined
  readonly offered: readonly ModelManifest[]
}

/**
 * Copies a model's folder into the data folder, once it is known to be whole; the copy is tried before it is put in
 * place. The folder it comes from is only read.
 */
export async function importModel(
  path: string,
  { folder, byId, offered }: Place,
  { try: tryOut, signal }: ImportOptions,
): Promise<StoredModel> {
  const from = resolve(path)
  const { manifest, nameOf } = await readSource(from, offered)
  const { id, files } = manifest
  const present = byId(id)
  if (present && (present.isBuiltIn || present.problem === null)) {
    throw refused('id', `a model "${id}" is here already; remove that one first, or give this one another id`)
  }
  const listed = files.map((file) => sizeProblem(from, file, nameOf(file.file)))
  const needed = neededFiles(manifest).map((file) => missing(from, nameOf(file)))
  const hashed = new Set(files.map(({ file }) => nameOf(file)))
  const links = neededFiles(manifest).map((file) =>
    outsideProblem(from, nameOf(file), hashed.has(nameOf(file))),
  )
  for (const problem of [...listed, ...needed, ...links]) if (problem !== null) refuse(problem)

  const staged = stagingOf(folder, id, 'import')
  let release: (() => void) | null = null
  try {
    release = takeModelLock(folder, id)
    if (!release) throw refused('id', `the model "${id}" is just being written; try once more`)
    await rm(staged, { recursive: true, force: true })
    await copyModel(from, staged, { manifest, nameOf }, signal)
    for (const file of files) {
      const problem = await hashProblem(staged, file, signal)
      if (problem !== null) refuse(problem)
    }
    await tryOut(staged)
    signal?.throwIfAborted()
    const target = present?.manifest ? present.dir : placeFor(folder, id)
    await putInPlace(staged, target)
    return readStoredModel(target, false)
  } catch (error) {
    const { path: troubled = '' } = (error ?? {}) as NodeJS.ErrnoException
    if (isBelow(troubled, from)) throw refused('folder', `it cannot be read (${(error as Error).message})`)
    throw roomTrouble(error, folder)
  } finally {
    if (release) await rm(staged, { recursive: true, force: true })
    release?.()
  }
}

function isBelow(path: string, dir: string): boolean {
  return path === dir || path.startsWith(dir + sep)
}

async function readSource(from: string, offered: readonly ModelManifest[]): Promise<ModelSource> {
  const folder = await stat(from).catch(() => null)
  if (!folder?.isDirectory()) throw refused('folder', `${from} is not a folder`)
  const bare = existsSync(join(from, 'model.json')) ? null : findOffered(from, offered)
  return bare ?? { manifest: readManifest(from), nameOf: (file) => file }
}

function readManifest(from: string): ModelManifest {
  let parsed: unknown
  // What it leads to would be quoted in the reason why it is no manifest.
  if (lstatSync(join(from, 'model.json'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw refused('model.json', `the one in ${from} is a link; put the file itself there`)
  try {
    parsed = JSON.parse(readManifestText(from))
  } catch (error) {
    const reason = error instanceof ModelFault ? error.reason : null
    if (reason === 'is missing')
      throw refused('model.json', `it is missing in ${from}, and its files are of no model that is offered`)
    const why = reason ?? `is no JSON (${(error as Error).message.split('\n')[0]})`
    throw refused('model.json', `the one in ${from} ${why}; correct that file, then import the folder again`)
  }
  const result = modelManifest.safeParse(parsed)
  if (!result.success) refuse(zodReason(result.error))
  return result.data
}

function missing(from: string, file: string): string | null {
  const size = sizeOrTrouble(join(from, file))
  if (size === 'is missing') return `${file}: it is missing in ${from}`
  if (typeof size === 'string') return `${file}: it ${size}`
  return size === 0 ? `${file}: it is empty` : null
}

async function copyModel(
  from: string,
  to: string,
  { manifest, nameOf }: ModelSource,
  signal: AbortSignal | undefined,
): Promise<void> {
  const names = await filesToCopy(from, manifest)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(from, nameOf(name)))).size))
  await mkdir(to)
  await requireRoom(
    to,
    sizes.reduce((sum, size) => sum + size, 0),
    manifest.name,
  )
  for (const name of names) {
    signal?.throwIfAborted()
    await copyFile(join(from, nameOf(name)), join(to, name), constants.COPYFILE_FICLONE)
    await flush(join(to, name))
  }
  await writeFile(join(to, 'model.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** What the manifest names, weights that lie beside an ONNX file because they are large, and papers. */
async function filesToCopy(from: string, manifest: ModelManifest): Promise<string[]> {
  const named = new Set([...neededFiles(manifest), ...manifest.files.map(({ file }) => file)])
  const { image, text } = manifest
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const weights = [image.file, text.file].some((file) => entry.name.startsWith(file))
    const paper = /^(licen[cs]e|notice|readme)[\w.-]*$/i.test(entry.name)
    if (entry.isFile() && (weights || paper)) named.add(entry.name)
  }
  return [...named]
}

/** A read-only source gives a read-only copy, which could be neither flushed nor removed on Windows. */
async function flush(path: string): Promise<void> {
  await chmod(path, 0o600)
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function refused(field: string, reason: string): CodedError {
  return new CodedError('model-refused', `${field}: ${reason}.`)
}

function refuse(problem: string): never {
  throw new CodedError('model-refused', `${problem}.`)
}
