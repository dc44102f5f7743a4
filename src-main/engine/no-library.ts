import { statSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from '../../src-preload/contract/index.ts'
import { catalogName } from './catalog/open.ts'
import { listCopies } from './catalog/user-data/copies.ts'
import { builtInName, loadModel } from './models/model-info.ts'
import type { StatusReport } from './runs.ts'

/**
 * Whether a library was begun in this data folder. A question about one that was not must make nothing: a folder that was
 * mistyped stays absent. Throws `data-folder-unusable` where it cannot be told.
 */
export function hasLibrary(dataDir: string): boolean {
  try {
    statSync(join(dataDir, catalogName))
    return true
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // Without its catalog a library is still there as long as it can be filled again.
    if (code === 'ENOENT') return listCopies(join(dataDir, catalogName)).length > 0
    const sentence = `The data folder ${dataDir} cannot be used (${message}); choose another with --data.`
    throw new CodedError('data-folder-unusable', sentence, { cause: error })
  }
}

/** What `Engine.status` says of a new library. */
export function statusWithoutLibrary(dataDir: string, modelsDir: string): StatusReport {
  return {
    photos: 0,
    embedded: 0,
    notFound: 0,
    failed: 0,
    pending: 0,
    hidden: 0,
    missing: 0,
    pairs: 0,
    roots: [],
    model: loadModel(join(modelsDir, builtInName), null).info,
    switching: null,
    dataDir,
  }
}
