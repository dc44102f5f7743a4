import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError, modelIdProblem } from '../../../src-preload/contract/index.ts'
import { hashProblem } from './file-checks.ts'
import { importModel, type ImportOptions } from './import-model.ts'
import type { ModelManifest } from './manifest.ts'
import { readOffered } from './offered.ts'
import { renamed, stagingOf, sweepStaging, takeModelLock } from './staging.ts'
import { folderBytes, modelFolders, readStoredModel, type StoredModel } from './stored-model.ts'

export type { StoredModel } from './stored-model.ts'

/** The models on this machine and those that can be fetched. */
export interface ModelStore {
  /** Where downloaded and imported models lie, and where a folder can be put by hand. */
  readonly folder: string
  /** Those that came with Sightline first. Looked up anew each time: a folder may have been put there by hand. */
  installed(): StoredModel[]
  /** Everything in the catalogue, installed or not. */
  offered(): readonly ModelManifest[]
  /** The catalogue's suggestion. */
  readonly suggested: string | null
  /** One sentence: why the catalogue cannot be read, whole or in part. */
  readonly catalogueProblem: string | null
  /** An installed one. */
  byId(id: string): StoredModel | undefined
  /**
   * Reads every listed file and compares its SHA-256: for a model that was put there by hand, before it is used. Answers
   * with the problem, which from then on stands in `installed()`.
   */
  verify(id: string, signal?: AbortSignal): Promise<string | null>
  /** Copies a folder that holds a whole and usable model. Rejects with `model-refused`, `disk-full`. */
  import(path: string, options: ImportOptions): Promise<StoredModel>
  /**
   * Deletes a model, and what a download of it has left. Rejects with `not-found`, `model-in-use`. Answers with the
   * bytes that are free again.
   */
  remove(id: string): Promise<number>
  /** What a download that was broken off has left on the disk. */
  partBytes(id: string): number
  /** Deletes what processes that died have left, and nothing that somebody still writes. */
  sweep(): Promise<void>
}

export function createModelStore({
  modelsDir,
  dataDir,
}: {
  readonly modelsDir: string
  readonly dataDir: string
}): ModelStore {
  const folder = join(dataDir, 'models')
  const { models, suggested, problem } = readOffered(modelsDir)
  const wrongFiles = new Map<string, string>()
  const read = (dir: string, isBuiltIn: boolean) =>
    readStoredModel(
      dir,
      isBuiltIn,
      (one) => wrongFiles.get(one) ?? null,
      (id) => models.some((one) => one.id === id),
    )

  const installed = (): StoredModel[] => {
    const all = [
      ...modelFolders(modelsDir).map((dir) => read(dir, true)),
      ...modelFolders(folder).map((dir) => read(dir, false)),
    ]
    return all.filter((model) => model === firstSound(all.filter(({ id }) => id === model.id)))
  }
  const byId = (id: string) => installed().find((one) => one.id === id)

  return {
    folder,
    installed,
    offered: () => models,
    suggested,
    catalogueProblem: problem,
    byId,
    async verify(id, signal) {
      const model = required(id, byId(id))
      wrongFiles.delete(model.dir)
      for (const file of model.problem === null ? (model.manifest?.files ?? []) : []) {
        const wrong = await hashProblem(model.dir, file, signal)
        if (wrong !== null) wrongFiles.set(model.dir, wrong)
      }
      return byId(id)?.problem ?? null
    },
    async import(path, options) {
      const model = await importModel(path, { folder, byId, offered: models }, options)
      wrongFiles.delete(model.dir)
      return model
    },
    partBytes: (id) => (modelIdProblem(id) === null ? folderBytes(stagingOf(folder, id, 'download')) : 0),
    sweep: () => sweepStaging(folder),
    async remove(id) {
      const model = byId(id)
      if (model?.isBuiltIn) throw new CodedError('model-in-use', 'This model came with Sightline and stays.')
      const part = stagingOf(folder, id, 'download')
      // A download that was broken off and is not wanted any more.
      if (!existsSync(part)) required(id, model)
      const release = takeModelLock(folder, id)
      if (!release) throw new CodedError('model-in-use', 'This model is just being written; try once more.')
      try {
        const going = stagingOf(folder, id, 'remove')
        const freedBytes = (model?.sizeBytes ?? 0) + folderBytes(part)
        await rm(going, { recursive: true, force: true })
        if (model) await renamed(model.dir, going)
        for (const dir of [going, part]) await rm(dir, { recursive: true, force: true, maxRetries: 5 })
        if (model) wrongFiles.delete(model.dir)
        return freedBytes
      } finally {
        release()
      }
    },
  }
}

/** Of several folders with one id: which of them a catalog's embeddings are of must not change, but one must be usable. */
function firstSound(models: readonly StoredModel[]): StoredModel | undefined {
  return models.find(({ isBuiltIn, problem }) => isBuiltIn || problem === null) ?? models[0]
}

function required(id: string, model: StoredModel | undefined): StoredModel {
  if (model) return model
  throw new CodedError(
    'not-found',
    `There is no model "${id}" on this machine; "sightline models" names those there are.`,
  )
}
