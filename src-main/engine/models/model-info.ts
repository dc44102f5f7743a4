import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CodedError, toPlainError, type ModelInfo } from '../../../src-preload/contract/index.ts'
import type { ModelManifest } from './manifest.ts'
import { loadModelManifest } from './model-folder.ts'
import type { StoredModel } from './store.ts'

export interface LoadedModel {
  readonly dir: string
  readonly info: ModelInfo
  /** Null while it is missing or broken. */
  readonly manifest: ModelManifest | null
}

/** What is known of a model even while its folder is gone. */
export interface RememberedModel {
  readonly id: string
  readonly embeddingSize: number
}

/** The model that ships with the app, by its folder's name. */
export const builtInName = 'starter'

/**
 * Looks at a model's folder. A model that is missing or broken is no reason not to start: browsing goes on, searching
 * and indexing say what to do. What is remembered of it lets the stored embeddings still be used.
 */
export function loadModel(dir: string, remembered: RememberedModel | null): LoadedModel {
  try {
    const manifest = loadModelManifest(dir)
    const { id, name, note, embeddingSize } = manifest
    return { dir, manifest, info: { id, name, note, embeddingSize, state: 'ready', problem: null } }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    const { id, embeddingSize } = remembered ?? { id: basename(dir), embeddingSize: 384 }
    const name = basename(dir) === builtInName ? 'Starter model' : id
    const state = error.code === 'model-missing' ? 'missing' : 'broken'
    const problem = toPlainError(error).message
    return { dir, manifest: null, info: { id, name, note: '', embeddingSize, state, problem } }
  }
}

/** A model of the store, with what the store knows to be wrong with it. */
export function loadStored({ dir, problem }: StoredModel, remembered: RememberedModel | null): LoadedModel {
  const model = loadModel(dir, remembered)
  if (problem === null || model.info.state !== 'ready') return model
  return { ...model, manifest: null, info: { ...model.info, state: 'broken', problem } }
}

/** Where a model belongs that is not among those on this machine. */
export function placeOf(id: string, folders: { readonly builtIn: string; readonly own: string }): string {
  const builtIn = join(folders.builtIn, id)
  return id === builtInName || existsSync(builtIn) ? builtIn : join(folders.own, id)
}

/** Throws the coded error that says why the model cannot be used. */
export function requireModel(info: ModelInfo): void {
  if (info.state === 'ready') return
  throw new CodedError(info.state === 'missing' ? 'model-missing' : 'model-broken', info.problem ?? info.name)
}
