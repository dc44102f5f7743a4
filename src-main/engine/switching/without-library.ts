import { join } from 'node:path'
import type { ModelOverview } from '../../../src-preload/contract/index.ts'
import { builtInName, loadModel } from '../models/model-info.ts'
import type { Models } from '../models/models.ts'
import { createModelStore, type ModelStore } from '../models/store.ts'
import type { EnginePorts } from '../ports.ts'
import { createArrivals, type Arrivals } from './arrivals.ts'
import { overviewOf } from './overview.ts'

/** What `Models.overview` says before there is a library. Makes nothing. */
export function modelsWithoutLibrary(dataDir: string, modelsDir: string): ModelOverview {
  const none = { progress: () => null, problem: () => null }
  return overviewWith(createModelStore({ modelsDir, dataDir }), modelsDir, none)
}

/** Brings models onto this machine before there is a library, which may be begun meanwhile. The caller stops it. */
export function arrivalsWithoutLibrary(
  ports: Pick<EnginePorts, 'dataDir' | 'modelsDir' | 'spawnWorker' | 'emit' | 'log'>,
): Pick<Models, 'get' | 'import'> & { stop(): Promise<void> } {
  const store = createModelStore(ports)
  const overview = () => overviewWith(store, ports.modelsDir, arrivals.downloads)
  const arrivals = createArrivals({
    ports,
    store,
    onChanged: () => ports.emit('models.changed', overview()),
  })
  const entry = (id: string) => {
    const found = overview().models.find((one) => one.id === id)
    if (found) return found
    throw new Error(`the model "${id}" came and is not here`)
  }
  return {
    get: async (id, signal) => {
      await arrivals.get(id, signal)
      return entry(id)
    },
    import: async (path, signal) => entry(await arrivals.import(path, signal)),
    stop: arrivals.stop,
  }
}

function overviewWith(
  store: ModelStore,
  modelsDir: string,
  downloads: Pick<Arrivals['downloads'], 'progress' | 'problem'>,
): ModelOverview {
  const model = loadModel(join(modelsDir, builtInName), null)
  return overviewOf({
    store,
    downloads,
    brains: { current: () => ({ model }), next: () => null },
    embeddings: () => [],
    switchState: () => null,
    notFound: () => 0,
    trouble: () => null,
  })
}
