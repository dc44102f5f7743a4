import type { Log, WorkerProcess } from '../ports.ts'
import type { BuildOrder } from './build-protocol.ts'
import { runBuilder, type BuilderRun } from './builder.ts'
import { loadGraphIndex, type GraphIndex } from './graph-index.ts'
import type { HnswLibrary } from './hnsw.ts'
import type { Matrix } from './matrix.ts'
import { deleteIndex, indexFiles } from './stamp.ts'

export interface KeeperOptions {
  readonly matrix: Matrix
  readonly catalogId: string
  readonly order: BuildOrder
  /** An index is built from this many photos on. */
  readonly hnswFrom: () => number
  /** And up to this many. */
  readonly hnswUpTo: number
  /** Deletes the file of an index that is far from being of use. Not where another process may use it. */
  readonly deletesUnused: boolean
  readonly quietMs: number
  readonly spawnBuilder: () => WorkerProcess
  readonly loadLibrary: () => Promise<HnswLibrary | null>
  readonly log: Log
}

/** Decides when an index is built, and puts each in use that is. While there is none, searches compare with all. */
export interface IndexKeeper {
  /** The index in use. */
  readonly graph: GraphIndex | null
  /** Uses the file that an earlier run left, if it fits. */
  begin(): Promise<void>
  /** The embeddings changed: an index may be due. Cheap. */
  changed(): void
  whenBuilt(): Promise<void>
  /** The index in use is of no use. Another is not built before there is notably more to index. */
  setAside(reason: string): void
  stop(): Promise<void>
}

/** An index that is this far behind is built anew: its tail is scanned for each question, its dead crowd out the living. */
const staleShare = 0.1
/** So far behind that waiting for a quiet moment no longer pays: a library that doubles while it is being indexed. */
const veryStaleShare = 1

export function createIndexKeeper(options: KeeperOptions): IndexKeeper {
  const { matrix, order, log } = options
  const files = indexFiles(order.dir, order.modelId)
  let graph: GraphIndex | null = null
  let library: HnswLibrary | null | undefined
  let run: BuilderRun | null = null
  let building: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  /** A failed build is not tried again before there is notably more to index. */
  let retryFromSize = 0
  /** Rows that the catalog has and the matrix lacks stay dead in every index: they are no reason for another. */
  let deadFromStart = 0
  let stopped = false

  /** How far the index is behind: the share of its size that is new or dead. Without one: of the size it is due at. */
  function staleness(): number {
    if (!graph) return matrix.size / options.hnswFrom() - 1 + staleShare
    return Math.max(graph.tail.size, graph.dead - deadFromStart) / Math.max(1, graph.count)
  }

  function isDue(share: number): boolean {
    if (stopped || library === null || matrix.size > options.hnswUpTo || matrix.size < retryFromSize)
      return false
    return (graph !== null || matrix.size >= options.hnswFrom()) && staleness() >= share
  }

  function setAside(reason: string): void {
    log('info', `the index is not used: ${reason}`)
    graph = null
    retryFromSize = Math.ceil(matrix.size * (1 + staleShare)) + 1
  }

  /** Half the size leaves room for a machine that is now quicker and now slower. */
  function isFarFromUse(): boolean {
    return matrix.size > options.hnswUpTo || matrix.size < options.hnswFrom() / 2
  }

  async function loadFile(): Promise<void> {
    if (library === undefined) {
      library = await options.loadLibrary()
      if (!library) log('warn', 'hnswlib-node is not installed: a large library is searched photo by photo')
    }
    if (!library || stopped) return
    const { modelId, dim } = order
    const loaded = await loadGraphIndex(library, files, matrix, {
      catalogId: options.catalogId,
      modelId,
      dim,
    })
    if (!stopped) graph = loaded
  }

  function build(): Promise<void> {
    building ??= buildAndUse().finally(() => {
      building = null
      run = null
      // What came while it was being built may already be a reason for the next.
      changed()
    })
    return building
  }

  async function buildAndUse(): Promise<void> {
    const size = matrix.size
    if (library === undefined) await loadFile()
    if (graph && !isDue(staleShare)) return
    if (!library || stopped) return
    run = runBuilder(options.spawnBuilder, order)
    const report = await run.report
    if (stopped) return
    if (report.kind === 'built') {
      log('info', `index of ${report.count} embeddings built in ${(report.tookMs / 1_000).toFixed(1)} s`)
      await loadFile()
      deadFromStart = graph?.dead ?? 0
    } else log('warn', `the index could not be built (${report.message}); questions are answered without it`)
    if (report.kind === 'failed' || !graph) retryFromSize = Math.ceil(size * (1 + staleShare)) + 1
  }

  function changed(): void {
    if (graph && matrix.size > options.hnswUpTo) setAside('it would take too much memory')
    if (building || !isDue(staleShare)) return
    if (isDue(veryStaleShare)) return void build()
    clearTimeout(timer)
    timer = setTimeout(() => isDue(staleShare) && build(), options.quietMs)
    timer.unref()
  }

  return {
    get graph() {
      return graph
    },
    begin: async () => {
      if (matrix.size >= options.hnswFrom() && matrix.size <= options.hnswUpTo) await loadFile()
      else if (options.deletesUnused && isFarFromUse()) await deleteIndex(files)
      changed()
    },
    changed,
    setAside,
    whenBuilt: async () => {
      while (building || isDue(staleShare)) await build()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      run?.stop()
      await building
    },
  }
}
