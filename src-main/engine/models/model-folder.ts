import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CodedError } from '../../../src-preload/contract/index.ts'
import { sizeOrTrouble } from './file-checks.ts'
import { modelManifest, type ModelManifest } from './manifest.ts'
import { ModelFault } from './model-fault.ts'
import { zodFault } from './zod-reason.ts'

const mostManifestBytes = 1_000_000

/**
 * Reads a model's manifest and sees that its files are there. Throws CodedError `model-missing` or `model-broken`, each
 * naming the folder where the files belong, with a ModelFault as its cause.
 */
export function loadModelManifest(modelDir: string): ModelManifest {
  const manifest = readModelManifest(modelDir)
  checkModelFiles(modelDir, manifest)
  return manifest
}

export function readModelManifest(modelDir: string): ModelManifest {
  return parseManifest(readManifest(modelDir), modelDir)
}

export function checkModelFiles(modelDir: string, { image, text }: ModelManifest): void {
  checkFile(modelDir, 'image.file', image.file)
  checkFile(modelDir, 'text.file', text.file)
  checkFile(modelDir, 'text.tokenizer', text.tokenizer)
}

/** A model whose files are there and yet cannot be used: cut short in a copy, or of another kind. */
export function brokenModel(modelDir: string, file: string, cause: unknown): CodedError {
  const detail = firstLine(cause instanceof Error ? cause.message : String(cause))
  const remedy = file === 'model.json' ? 'correct it' : 'put an intact copy in its place'
  const message = `The model file ${join(modelDir, file)} cannot be used (${detail}): ${remedy}.`
  return new CodedError('model-broken', message, { cause })
}

/** The text of `model.json`. Throws a ModelFault, or an error of the disk. */
export function readManifestText(modelDir: string): string {
  const path = join(modelDir, 'model.json')
  const size = sizeOrTrouble(path)
  if (typeof size === 'string') throw new ModelFault('model.json', size)
  if (size > mostManifestBytes) throw new ModelFault('model.json', 'is larger than 1 MB')
  return readFileSync(path, 'utf8')
}

function readManifest(modelDir: string): string {
  try {
    return readManifestText(modelDir)
  } catch (error) {
    const isMissing = error instanceof ModelFault && error.reason === 'is missing'
    throw isMissing
      ? missingModel(modelDir, 'model.json', 'model.json')
      : brokenModel(modelDir, 'model.json', error)
  }
}

function parseManifest(text: string, modelDir: string): ModelManifest {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw brokenModel(modelDir, 'model.json', new ModelFault('model.json', `is no JSON (${detail})`))
  }
  const result = modelManifest.safeParse(parsed)
  if (!result.success) throw brokenModel(modelDir, 'model.json', zodFault(result.error, 'model.json'))
  return result.data
}

function checkFile(modelDir: string, field: string, file: string): void {
  const size = sizeOrTrouble(join(modelDir, file))
  if (size === 'is missing') throw missingModel(modelDir, field, file)
  const trouble = size === 0 ? 'is empty' : size
  if (typeof trouble === 'string')
    throw brokenModel(modelDir, file, new ModelFault(field, `the file ${file} ${trouble}`))
}

function missingModel(modelDir: string, field: string, file: string): CodedError {
  const message = `The file ${file} of the model "${basename(modelDir)}" is missing: it belongs in ${modelDir}.`
  const cause = new ModelFault(field, `the file ${file} is missing`)
  return new CodedError('model-missing', message, { cause })
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 160) ?? ''
}
