import { CodedError, type ModelSwitch } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { runTrial } from '../embed/trials/run-trial.ts'
import { loadStored } from '../models/model-info.ts'
import type { ModelStore } from '../models/store.ts'
import type { Log, WorkerProcess } from '../ports.ts'
import { choiceOf } from './at-start.ts'
import { isOfSame, type Brain } from './brain.ts'
import type { Brains } from './brains.ts'
import { choices } from './choice.ts'
import { findFiles } from './image-bytes.ts'
import type { ReEmbedder } from './re-embedder.ts'
import { countCoverage } from './round.ts'

export interface SwitcherOptions {
  readonly catalog: Catalog
  readonly store: ModelStore
  readonly brains: Brains
  readonly reEmbedder: ReEmbedder
  readonly spawnTrial: () => WorkerProcess
  /** Indexing rests, by somebody's wish or for want of something. */
  readonly isHeld: () => boolean
  /** New photos come first: somebody has to read them. */
  readonly wakeQueue: () => void
  /** A window is open: the first question to a model must not wait for it. */
  readonly keepsWarm: boolean
  readonly onMoved: () => void
  /** Another model answers from now on; `former` does not any more. */
  readonly onFlipped: (former: Brain) => void
  /** Every photo that can be read has an embedding of the model that answers. */
  readonly onWhole: () => void
  readonly log: Log
}

/** Moves the library from one model to another. */
export interface Switcher {
  use(id: string, signal?: AbortSignal): Promise<void>
  useNow(): Promise<void>
  whenSwitched(signal?: AbortSignal): Promise<void>
  state(): ModelSwitch | null
  /** Something moved that a switch may wait for. */
  look(): void
  /** Every photo has been tried. */
  atEnd(): void
  /** Work during which no other model is chosen; after `stop` it rejects. */
  alone<T>(work: (ending: AbortSignal) => Promise<T>): Promise<T>
  /** Settles when nothing is tried any more. */
  stop(): Promise<void>
}

/** A model of some gigabytes on a cold disk takes its time. */
const trialTimeoutMs = 180_000

export function createSwitcher(options: SwitcherOptions): Switcher {
  const { catalog, brains, reEmbedder, log } = options
  const chosen = choices(catalog.settings)
  const waiters = new Set<() => void>()
  let isFinishing = false
  let turn: Promise<unknown> = Promise.resolve()
  const ending = new AbortController()

  async function begin(id: string, signal: AbortSignal): Promise<void> {
    const stored = options.store.byId(id)
    if (!stored) throw notHere(id, options.store)
    const problem = stored.problem ?? (await options.store.verify(id, signal))
    if (problem !== null) throw new CodedError('model-refused', problem)
    await runTrial(
      options.spawnTrial,
      { kind: 'try', modelDir: stored.dir },
      { timeoutMs: trialTimeoutMs, signal },
    )
    const model = loadStored(stored, null)
    if (!model.manifest) throw new CodedError('model-refused', model.info.problem ?? id)
    const files = await findFiles(catalog.settings, model.dir, model.manifest, true)
    const { space } = files
    signal.throwIfAborted()
    reEmbedder.enable()
    const current = brains.current()
    const isReady = current.model.info.state === 'ready'
    if (isReady && current.space === space && current.model.dir === model.dir) return stay()
    const coming = brains.next()
    if (coming?.space !== space || coming.model.info.state !== 'ready') {
      brains.aim({ model, space, files })
      chosen.setNext(choiceOf({ model, space }))
    }
    options.onMoved()
    const { total, done } = await countCoverage(catalog, space)
    // A model that cannot answer is nothing to wait for.
    if (!isReady || current.space === space || done === total) await flip()
    reEmbedder.again()
  }

  /** The present model stays; what was read for the other one is kept. */
  function stay(): void {
    brains.stay()
    chosen.setNext(null)
    options.onMoved()
    reEmbedder.again()
  }

  async function flip(): Promise<void> {
    const coming = brains.next()
    if (!coming) return
    await coming.load()
    const former = brains.current()
    if (brains.next() !== coming || ending.signal.aborted) return
    coming.vectors.refresh()
    // First what a restart goes by: a process that is killed between the two has switched.
    catalog.transaction(() => {
      chosen.setActive(choiceOf(coming))
      chosen.setNext(null)
    })
    await brains.flip()
    options.onFlipped(former)
    options.onMoved()
  }

  function atEnd(): void {
    const coming = brains.next()
    if (!coming) options.onWhole()
    else if (reEmbedder.awaited() === 0 && !isFinishing) {
      isFinishing = true
      void bringToEnd(coming)
    }
    look()
  }

  async function bringToEnd(coming: Brain): Promise<void> {
    let isDone = true
    try {
      await finish(coming)
    } catch (error) {
      // Tried again when something comes or comes back.
      isDone = false
      if (!ending.signal.aborted) log('error', `the switch to ${coming.space}: ${String(error)}`)
    }
    isFinishing = false
    if (ending.signal.aborted) return
    // Photos that came meanwhile have been read too.
    if (isDone && brains.next() && reEmbedder.isAtEnd()) return atEnd()
    reEmbedder.look()
    look()
  }

  /** The old model answers until the new one's index is in use. */
  async function finish(coming: Brain): Promise<void> {
    options.onMoved()
    await coming.load()
    if (options.keepsWarm) coming.encoder().wake()
    await coming.vectors.whenBuilt()
    if (brains.next() !== coming || ending.signal.aborted || !reEmbedder.isAtEnd()) return
    await flip()
    options.onWhole()
  }

  /** Settled: at rest, or nothing can go on for now. */
  function look(): void {
    if (isFinishing) return
    const isStuck = options.isHeld() || reEmbedder.trouble() !== null
    if (reEmbedder.isWorking() && !isStuck) return
    if (!isStuck && !reEmbedder.isAtEnd()) return
    for (const done of waiters) done()
    waiters.clear()
  }

  /** One after the other: which model was wanted last must not depend on which answers its trial first. */
  function alone<T>(work: (ending: AbortSignal) => Promise<T>): Promise<T> {
    const mine = turn.then(() => {
      ending.signal.throwIfAborted()
      return work(ending.signal)
    })
    turn = mine.catch(() => undefined)
    return mine
  }

  return {
    use: (id, signal) => alone((ended) => begin(id, signal ? AbortSignal.any([signal, ended]) : ended)),
    useNow: () =>
      alone(async () => {
        const coming = brains.next()
        if (!coming) throw new CodedError('not-found', 'No other model is on its way.')
        if (coming.model.info.state !== 'ready')
          throw new CodedError('model-refused', coming.model.info.problem ?? coming.space)
        await flip()
        reEmbedder.look()
      }),
    whenSwitched: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        const settle = () => {
          signal?.removeEventListener('abort', give)
          resolve()
        }
        const give = () => {
          waiters.delete(settle)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', give, { once: true })
        waiters.add(settle)
        reEmbedder.enable()
        options.wakeQueue()
        reEmbedder.look()
        look()
      }),
    state: () => {
      const coming = brains.next()
      const { id, name } = (coming ?? brains.current()).model.info
      const figures = reEmbedder.figures()
      const left = figures ? figures.total - figures.done - figures.away : 0
      if (!coming && left <= 0) return null
      const unknown = { done: 0, total: 0, away: 0, photosPerSecond: null, timeLeftMs: null }
      const isAnew = coming !== null && isOfSame(coming, brains.current())
      return { to: id, name, isAnew, phase: isFinishing ? 'indexing' : 'embedding', ...(figures ?? unknown) }
    },
    look,
    atEnd,
    alone,
    stop: async () => {
      ending.abort(new CodedError('engine-down', 'Sightline is closing.'))
      await turn
    },
  }
}

function notHere(id: string, store: ModelStore): CodedError {
  const isOffered = store.offered().some((one) => one.id === id)
  return new CodedError(
    'not-found',
    isOffered
      ? `The model "${id}" is not on this machine; get it first.`
      : `There is no model "${id}" on this machine; "sightline models" names those there are.`,
  )
}
