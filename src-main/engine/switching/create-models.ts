import { join } from 'node:path'
import { CodedError, type Emit, type ModelSwitch } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { throttle } from '../indexing/throttle.ts'
import type { Models } from '../models/models.ts'
import { modelOf } from '../models/spaces.ts'
import type { ModelStore } from '../models/store.ts'
import type { EnginePorts } from '../ports.ts'
import { createArrivals } from './arrivals.ts'
import { isOfSame } from './brain.ts'
import type { Brains } from './brains.ts'
import { forgetSpace } from './forgetting.ts'
import { overviewOf } from './overview.ts'
import { indexBytes } from '../vectors/stamp.ts'
import type { Switcher } from './switcher.ts'

export interface ModelsOptions {
  readonly ports: Pick<EnginePorts, 'dataDir' | 'spawnWorker' | 'log'> &
    Partial<Pick<EnginePorts, 'proxyFor'>>
  readonly emit: Emit
  readonly catalog: Catalog
  readonly store: ModelStore
  readonly brains: Brains
  /** Null in a reader. */
  readonly switching: { readonly switcher: Switcher; trouble(): string | null; left(): number | null } | null
}

export interface WiredModels extends Models {
  /** Something of a model or a switch moved. */
  moved(): void
  /** Settles when no download writes any more. */
  stop(): Promise<void>
}

const tellEveryMs = 250
/** Counting the embeddings that two models made of 100,000 photos takes some 40 ms. */
const countEveryMs = 5_000

/** Brings store, downloads, trials and switching together behind one face. */
export function createModels(options: ModelsOptions): WiredModels {
  const { ports, catalog, store, brains, switching } = options
  const vectorsDir = join(ports.dataDir, 'vectors')
  const arrivals = createArrivals({ ports, store, onChanged: () => tell.call() })
  const { downloads } = arrivals
  let counted: { atMs: number; rows: ReturnType<Catalog['embeddings']['perModel']> } | null = null
  const tell = throttle(
    () => options.emit('models.changed', overviewNow()),
    () => tellEveryMs,
  )

  function embeddings() {
    const nowMs = performance.now()
    if (!counted || nowMs - counted.atMs > countEveryMs)
      counted = { atMs: nowMs, rows: catalog.embeddings.perModel().map(withIndex) }
    return counted.rows
  }

  function withIndex(kept: ReturnType<Catalog['embeddings']['perModel']>[number]) {
    return { ...kept, sizeBytes: kept.sizeBytes + indexBytes(vectorsDir, kept.modelId) }
  }

  const overviewNow = () =>
    overviewOf({
      store,
      downloads,
      brains,
      embeddings,
      switchState: () => (switching ? switching.switcher.state() : asRemembered()),
      notFound,
      trouble: () => switching?.trouble() ?? null,
    })

  /** A reader sees how far another engine has come. */
  function asRemembered(): ModelSwitch | null {
    const coming = brains.next()
    if (!coming) return null
    const { id, name } = coming.model.info
    const coverage = catalog.photos.coverage(coming.space)
    const unknown = { away: 0, photosPerSecond: null, timeLeftMs: null }
    const isAnew = isOfSame(coming, brains.current())
    return { to: id, name, isAnew, phase: 'embedding', ...coverage, ...unknown }
  }

  function notFound(): number {
    if (brains.next()) return 0
    if (switching) return switching.left() ?? 0
    const { total, done } = catalog.photos.coverage(brains.current().space)
    return total - done
  }

  /** For who asks; what is told without being asked may be some moments old. */
  function overview() {
    counted = null
    return overviewNow()
  }

  function entry(id: string) {
    const found = overview().models.find((one) => one.id === id)
    if (found) return found
    throw new CodedError('not-found', `There is no model "${id}"; "sightline models" names those there are.`)
  }

  function writing(): Switcher {
    if (switching) return switching.switcher
    throw new CodedError('data-folder-busy', `This is a reader of ${ports.dataDir}; it changes no model.`)
  }

  /** What the catalog keeps for a model and nothing needs. */
  async function forget(id: string, signal: AbortSignal): Promise<number> {
    const inUse = spacesInUse(brains)
    const spaces = catalog.embeddings.perModel().map(({ modelId }) => modelId)
    let photos = 0
    for (const space of spaces)
      if (modelOf(space) === id && !inUse.has(space))
        photos += await forgetSpace(catalog, vectorsDir, space, signal)
    changed()
    return photos
  }

  function refuseInUse(id: string, what: string): void {
    const role = [brains.current(), brains.next()].findIndex((brain) => brain?.model.info.id === id)
    if (role < 0) return
    const why = role === 0 ? 'This model answers your searches' : 'Photos are on their way to this model'
    throw new CodedError('model-in-use', `${why}; choose another one before ${what}.`)
  }

  function changed(): void {
    counted = null
    tell.call()
  }

  return {
    overview,
    moved: tell.call,
    get: async (id, signal) => {
      await arrivals.get(id, signal)
      changed()
      return entry(id)
    },
    cancel: (id) => downloads.cancel(id),
    import: async (path, signal) => {
      const id = await arrivals.import(path, signal)
      changed()
      return entry(id)
    },
    use: async (id, signal) => {
      await writing().use(id, signal)
      changed()
    },
    useNow: async () => {
      await writing().useNow()
      changed()
    },
    remove: async (id) =>
      writing().alone(async (signal) => {
        refuseInUse(id, 'removing it')
        downloads.cancel(id)
        const freedBytes = await store.remove(id)
        await forget(id, signal)
        return { freedBytes }
      }),
    forgetEmbeddings: async (id) =>
      writing().alone(async (signal) => {
        entry(id)
        const inUse = spacesInUse(brains)
        const kept = catalog.embeddings.perModel().filter(({ modelId }) => modelOf(modelId) === id)
        if (kept.every(({ modelId }) => inUse.has(modelId))) refuseInUse(id, 'forgetting its embeddings')
        return { photos: await forget(id, signal) }
      }),
    whenSwitched: async (signal) => switching?.switcher.whenSwitched(signal),
    stop: async () => {
      tell.stop()
      await arrivals.stop()
    },
  }
}

export function spacesInUse(brains: Pick<Brains, 'current' | 'next'>): Set<string> {
  return new Set([brains.current(), brains.next()].flatMap((brain) => (brain ? [brain.space] : [])))
}
