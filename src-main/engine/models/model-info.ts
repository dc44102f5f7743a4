import { join } from 'node:path'
import { CodedError, toPlainError, type ModelInfo } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { ModelManifest } from './manifest.ts'
import { loadModelManifest } from './model-folder.ts'

export interface LoadedModel {
  readonly dir: string
  readonly info: ModelInfo
  /** Null while it is missing or broken. */
  readonly manifest: ModelManifest | null
}

/** The model that ships with the app. */
const modelName = 'starter'
const rememberedKey = 'model'

/**
 * Looks at the model's folder. A model that is missing or broken is no reason not to start: browsing goes on, searching
 * and indexing say what to do. Its id and size are remembered so that the stored embeddings can still be used.
 * Without a catalog nothing is remembered.
 */
export function loadModel(modelsDir: string, catalog: Catalog | null): LoadedModel {
  const dir = join(modelsDir, modelName)
  try {
    const manifest = loadModelManifest(dir)
    const { id, name, note, embeddingSize } = manifest
    const remembered = remembrance(catalog)
    if (remembered?.id !== id || remembered.embeddingSize !== embeddingSize) {
      catalog?.settings.set(rememberedKey, { id, embeddingSize })
    }
    return { dir, manifest, info: { id, name, note, embeddingSize, state: 'ready', problem: null } }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    const { id, embeddingSize } = remembrance(catalog) ?? { id: modelName, embeddingSize: 256 }
    const state = error.code === 'model-missing' ? 'missing' : 'broken'
    const problem = toPlainError(error).message
    return {
      dir,
      manifest: null,
      info: { id, name: 'Starter model', note: '', embeddingSize, state, problem },
    }
  }
}

/** Throws the coded error that says why the model cannot be used. */
export function requireModel(info: ModelInfo): void {
  if (info.state === 'ready') return
  throw new CodedError(info.state === 'missing' ? 'model-missing' : 'model-broken', info.problem ?? info.name)
}

function remembrance(catalog: Catalog | null): { id: string; embeddingSize: number } | null {
  const value = catalog?.settings.get(rememberedKey) as
    { id?: unknown; embeddingSize?: unknown } | null | undefined
  if (typeof value?.id !== 'string' || typeof value.embeddingSize !== 'number') return null
  return { id: value.id, embeddingSize: value.embeddingSize }
}
