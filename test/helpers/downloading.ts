import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  createDownloads,
  type Downloads,
  type DownloadsOptions,
} from '../../src-main/engine/models/download/downloads.ts'
import type { ModelManifest } from '../../src-main/engine/models/manifest.ts'
import type { CodedError } from '../../src-preload/contract/index.ts'
import { startHub, type Hub } from './hub.ts'
import { manifestOf } from './model-folders.ts'
import { tempDir } from './temp.ts'

export const visionBytes = 300_000

/** A hub with a small model, and downloads that lose their patience soon. */
export interface Downloading {
  readonly hub: Hub
  readonly folder: string
  readonly manifest: ModelManifest
  readonly files: Readonly<Record<string, Buffer>>
  readonly downloads: Downloads
  /** Downloads into the same folder, as another process would have them. */
  others(options?: Partial<DownloadsOptions>): Downloads
  /** Whether the whole model is in place, byte for byte. */
  isWhole(): boolean
  /** Names of model folders: none, while a model is not whole. */
  modelNames(): string[]
}

export const impatient = {
  connectTimeoutMs: 2_000,
  answerTimeoutMs: 150,
  stallTimeoutMs: 150,
  firstWaitMs: 2,
  longestWaitMs: 40,
  attempts: 4,
  attemptsUnanswered: 2,
  lockPollMs: 10,
  reportEveryMs: 0,
}

export async function downloading(options: Partial<DownloadsOptions> = {}): Promise<Downloading> {
  const files = {
    'vision.onnx': randomBytes(visionBytes),
    'text.onnx': randomBytes(20_000),
    'tokenizer.json': randomBytes(3_000),
  }
  const hub = await startHub(files)
  const folder = join(tempDir('downloads'), 'models')
  const manifest = manifestOf(files, `${hub.url}/org/repo/resolve/abc/onnx`)
  const others = (more: Partial<DownloadsOptions> = {}) =>
    createDownloads({
      folder,
      proxyFor: undefined,
      onChanged: () => undefined,
      log: () => undefined,
      env: {},
      timing: impatient,
      ...options,
      ...more,
    })
  return {
    hub,
    folder,
    manifest,
    files,
    downloads: others(),
    others,
    isWhole: () =>
      existsSync(join(folder, manifest.id, 'model.json')) &&
      Object.entries(files).every(([name, bytes]) =>
        bytes.equals(readFileSync(join(folder, manifest.id, name))),
      ),
    modelNames: () => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []),
  }
}

/** The CodedError that a download ends with. */
export async function failureOf(download: Promise<void>): Promise<CodedError> {
  return download.then(
    () => {
      throw new Error('the download succeeded')
    },
    (error: unknown) => error as CodedError,
  )
}
