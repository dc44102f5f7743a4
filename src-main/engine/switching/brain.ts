import { join } from 'node:path'
import type { Speed } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { createPhotoPool, type PhotoPool } from '../embed/photos/photo-pool.ts'
import type { MachineUse } from '../embed/providers/machine-use.ts'
import { createQueryEncoder, type QueryEncoder } from '../embed/queries/query-encoder.ts'
import { requireModel, type LoadedModel } from '../models/model-info.ts'
import type { EnginePorts } from '../ports.ts'
import { guardWeights } from './guard-weights.ts'
import type { FoundFiles } from './image-bytes.ts'
import { createVectorIndex, type VectorIndex } from '../vectors/vector-index.ts'

/** A model and the space that it answers in. */
export interface Filed {
  readonly model: LoadedModel
  readonly space: string
  /** As they were when the space was found; null where they cannot be used. */
  readonly files: FoundFiles | null
}

/** One model in use: what reads photos and questions with it, and the embeddings of its space. */
export interface Brain {
  readonly model: LoadedModel
  /** What its embeddings are filed under. */
  readonly space: string
  /** Throws before `load`. */
  readonly vectors: VectorIndex
  readonly isLoaded: boolean
  /** Loads the embeddings that the catalog has. */
  load(): Promise<void>
  /** Throws CodedError `model-missing` or `model-broken`. */
  encoder(): QueryEncoder
  readonly pool: PhotoPool
  /** For photo workers, those of now and those to come. */
  setWorkers(workers: Workers): void
  /** The machine's processors are used otherwise now. */
  renewWorkers(): void
  /** Stops when the questions of now have been answered; photos are given back at once. */
  retire(): Promise<void>
  stop(): Promise<void>
}

/** One model, in the space of now and in that of earlier preparations of its pictures. */
export function isOfSame(a: Pick<Brain, 'model'>, b: Pick<Brain, 'model'>): boolean {
  return a.model.info.id === b.model.info.id
}

export interface Workers {
  readonly count: number
  readonly speed: Speed
}

export interface BrainOptions {
  readonly ports: Pick<EnginePorts, 'dataDir' | 'spawnWorker' | 'log'>
  readonly catalog: Catalog
  /** A reader never builds an index: it scans exactly, which for one question is quicker than any build. */
  readonly buildsIndex: boolean
  /** After so long without a question the query worker gives its memory back. */
  readonly idleMs: () => number
  /** How a model runs here. */
  readonly machineOf: (model: { readonly dir: string; readonly space: string }) => MachineUse
}

export function createBrain(
  { ports, catalog, buildsIndex, idleMs, machineOf }: BrainOptions,
  { model, space, files }: Filed,
  workers: Workers,
): Brain {
  const { log, spawnWorker } = ports
  const guard = guardWeights(model, files)
  let wanted = workers
  let encoder: QueryEncoder | undefined
  let pool: PhotoPool | undefined
  let vectors: VectorIndex | undefined
  let loading: Promise<VectorIndex> | undefined

  let poolStopped: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  function newPool(): PhotoPool {
    return createPhotoPool({
      spawn: () => spawnWorker('photo'),
      modelDir: model.dir,
      workers: wanted.count,
      speed: wanted.speed,
      machine: machineOf({ dir: model.dir, space }),
      log,
    })
  }

  async function stopPool(): Promise<void> {
    await (poolStopped ??= pool?.stop())
  }

  function stop(): Promise<void> {
    stopped ??= Promise.all([encoder?.stop(), stopPool()]).then(async () => (await loading)?.stop())
    return stopped
  }

  return {
    model,
    space,
    get vectors() {
      if (vectors) return vectors
      throw new Error(`The embeddings of ${space} have not been loaded.`)
    },
    get isLoaded() {
      return vectors !== undefined
    },
    load: async () => {
      loading ??= createVectorIndex({
        catalog,
        modelId: space,
        dim: model.info.embeddingSize,
        dir: join(ports.dataDir, 'vectors'),
        ...(buildsIndex ? {} : { hnswFrom: Infinity }),
        spawnBuilder: () => spawnWorker('index'),
        log,
      })
      vectors = await loading
    },
    encoder: () => {
      requireModel(model.info)
      return (encoder ??= createQueryEncoder({
        spawn: () => {
          guard.requireSame()
          return spawnWorker('query')
        },
        modelDir: model.dir,
        idleMs,
        log,
      }))
    },
    get pool() {
      return (pool ??= guard.pool(newPool()))
    },
    renewWorkers: () => pool?.renew(),
    setWorkers: (now) => {
      wanted = now
      pool?.setWorkers(now.count, now.speed)
    },
    retire: async () => {
      await Promise.all([stopPool(), encoder?.whenIdle()])
      await stop()
    },
    stop,
  }
}
