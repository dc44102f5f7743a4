import { join } from 'node:path'
import type { ModelOverview } from '../../../src-preload/contract/index.ts'
import { builtInName, loadModel } from '../models/model-info.ts'
import { createModelStore } from '../models/store.ts'
import { overviewOf } from './overview.ts'

/** What `Models.overview` says before there is a library. Makes nothing. */
export function modelsWithoutLibrary(dataDir: string, modelsDir: string): ModelOverview {
  const model = loadModel(join(modelsDir, builtInName), null)
  return overviewOf({
    store: createModelStore({ modelsDir, dataDir }),
    downloads: { progress: () => null, problem: () => null },
    brains: { current: () => ({ model }), next: () => null },
    embeddings: () => [],
    switchState: () => null,
    trouble: () => null,
  })
}
