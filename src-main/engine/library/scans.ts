import type { Catalog } from '../catalog/catalog.ts'
import type { RootRow } from '../catalog/rows.ts'
import type { Log } from '../ports.ts'
import { createLanes } from './lanes.ts'
import { createLeaving } from './leaving.ts'
import { leftByItsDisk, rememberDevice } from './roots/device.ts'
import { reachOf, sameReach, type Reach } from './roots/reach.ts'
import { stallWatch, StalledError } from './roots/stall.ts'
import type { GoneWord } from './roots/vanish.ts'
import type { RootRules } from './rules/root-rules.ts'
import { wholeRoot, type Scope } from './scan/known.ts'
import { scanRoot } from './scan/scan.ts'
import type { Restamped } from './scan/settle-stamps.ts'
import { summarise, type Scanned, type ScanSummary } from './scan/summary.ts'

export type RootState = 'idle' | 'scanning' | 'away'

export interface ScansOptions {
  readonly catalog: Catalog
  /** Resolved folders to leave out. */
  readonly exclude: readonly string[]
  readonly rulesOf: (root: RootRow) => RootRules
  readonly settleMs: number
  readonly vanishWindowMs: number
  /** A disk that is silent for so long in the middle of a scan is away. */
  readonly stallMs: number
  readonly log: Log
  /** Looks once more at files that are still being written; null when nobody will. */
  readonly lookAgain: () => ((rootId: number, scope: Scope) => void) | null
  readonly onQueueChanged: () => void
  readonly onLibraryChanged: () => void
  /** So many files of a root are not there that the person is asked first. */
  readonly onVanished: (root: RootRow, files: number, of: number) => void
  /** Files to compare with what was read of them, when there is time. */
  readonly onRestamped: (root: RootRow, restamped: Restamped) => void
  readonly onScanned: (rootId: number, tookMs: number) => void
  /** Every root was looked at. */
  readonly onAllScanned: () => void
  /** Nothing is scanned any more: what was told of the scan before was told while it still ran. */
  readonly onScansEnded: () => void
}

export interface ScanRequest {
  /** All by default; those that were never scanned come first. */
  readonly rootIds?: readonly number[] | undefined
  readonly signal?: AbortSignal | undefined
  /** The whole of each root by default. */
  readonly scopes?: readonly Scope[]
  /** What the person said of files that are not there. */
  readonly word?: GoneWord
}

/** Scans of roots: one at a time for each root, so that a slow network drive holds up nothing but itself. */
export interface Scans {
  /** Rejects when aborted. */
  scan(request?: ScanRequest): Promise<ScanSummary>
  state(rootId: number): RootState
  isScanning(): boolean
  /** Ends a scan of this root that is under way. */
  interrupt(rootId: number): void
  /** Does something between two scans of this root. */
  between<T>(rootId: number, work: () => Promise<T> | T): Promise<T>
  stop(): Promise<void>
}

export function createScans(options: ScansOptions): Scans {
  const { catalog } = options
  const lanes = createLanes()
  const stopping = new AbortController()
  const interrupts = new Map<number, AbortController>()
  const states = new Map<number, RootState>()
  let scans = 0
  const leave = createLeaving({
    catalog,
    vanishWindowMs: options.vanishWindowMs,
    signal: stopping.signal,
    lookAtAll: () => scan(),
    onQueueChanged: options.onQueueChanged,
    onLibraryChanged: options.onLibraryChanged,
    onVanished: options.onVanished,
  })

  function setState(rootId: number, state: RootState): void {
    if ((states.get(rootId) ?? 'idle') === state) return
    states.set(rootId, state)
    options.onLibraryChanged()
  }

  async function scan(request: ScanRequest = {}): Promise<ScanSummary> {
    const { scopes = wholeRoot, word = 'ask' } = request
    const startedAtMs = performance.now()
    const scanned: Scanned[] = []
    const asked = request.rootIds ?? inOrder(catalog.roots.list())
    scans += 1
    try {
      for (const rootId of asked) await visit(rootId, scopes)
      // What is missing here may lie in another root by now.
      if (scanned.some(isSuspicious))
        for (const { id } of catalog.roots.list()) if (!asked.includes(id)) await visit(id, wholeRoot)
      const lookAgain = options.lookAgain()
      const unsettled = lookAgain !== null && scanned.some(({ found }) => (found?.young.length ?? 0) > 0)
      for (const one of scanned.filter(isSuspicious)) {
        if (unsettled) lookAgain(one.root.id, { under: '', deep: true })
        else await leave(one, 'last')
      }
      if (scopes === wholeRoot && asked.length >= catalog.roots.list().length) options.onAllScanned()
    } finally {
      scans -= 1
      if (scans === 0 && !stopping.signal.aborted) options.onScansEnded()
    }
    return { ...summarise(scanned), tookMs: performance.now() - startedAtMs }

    async function visit(rootId: number, where: readonly Scope[]): Promise<void> {
      request.signal?.throwIfAborted()
      stopping.signal.throwIfAborted()
      const one = await lanes.run(rootId, async () => {
        const root = catalog.roots.byId(rootId)
        return root && scanOne(root, where, asked.includes(rootId) ? word : 'ask', request.signal)
      })
      if (one) scanned.push(one)
    }
  }

  async function scanOne(
    root: RootRow,
    scopes: readonly Scope[],
    word: GoneWord,
    signal: AbortSignal | undefined,
  ): Promise<Scanned> {
    const whole = scopes === wholeRoot
    const interrupt = new AbortController()
    const hung = new AbortController()
    interrupts.set(root.id, interrupt)
    if (whole) setState(root.id, 'scanning')
    const startedAtMs = performance.now()
    const one: Scanned = { root, found: null, whole, word, marked: 0, suspicious: [] }
    let reach: Reach | null = null
    try {
      reach = await reachOf(root.path)
      if (!reach || leftByItsDisk(catalog, root, reach)) {
        reach = null
        return one
      }
      const lookAgain = options.lookAgain()
      const signals = [stopping.signal, interrupt.signal, hung.signal, ...(signal ? [signal] : [])]
      const stall = stallWatch(options.stallMs)
      const scanning = scanRoot({
        catalog,
        root,
        scopes,
        rules: options.rulesOf(root),
        exclude: options.exclude,
        settleMs: options.settleMs,
        signal: AbortSignal.any(signals),
        postponeYoung: lookAgain !== null,
        onAnswer: stall.beat,
        onQueued: options.onQueueChanged,
      })
      const found = await stall.unlessStalled(scanning)
      one.found = found
      options.onRestamped(root, found.restamped)
      options.log('debug', `looked at ${whole ? 'all' : 'parts'} of ${root.path}: ${found.files} files`)
      // A disk may be unplugged in the middle of a scan.
      if (found.gone.length > 0 && !sameReach(await reachOf(root.path), reach)) return one
      // What is not here may be what is being written there.
      if (lookAgain && found.gone.length > 0 && found.young.length > 0)
        for (const scope of scopes) lookAgain(root.id, scope)
      else {
        one.suspicious = found.gone
        await leave(one, 'first')
      }
      if (whole) catalog.roots.setScanned(root.id, Date.now())
      rememberDevice(catalog, root, reach)
      for (const under of found.young) lookAgain?.(root.id, { under, deep: false })
      if (found.moved + found.copied + found.back + found.rearranged + one.marked > 0)
        options.onLibraryChanged()
      return one
    } catch (error) {
      if (interrupt.signal.aborted) return one
      if (error instanceof StalledError) {
        hung.abort(error)
        reach = null
        options.log('warn', `${root.path}: ${error.message}; it is taken for away`)
        return one
      }
      throw error
    } finally {
      interrupts.delete(root.id)
      if (!interrupt.signal.aborted) setState(root.id, reach ? 'idle' : 'away')
      if (whole && reach) options.onScanned(root.id, performance.now() - startedAtMs)
    }
  }

  return {
    scan,
    state: (rootId) => states.get(rootId) ?? 'idle',
    isScanning: () => scans > 0,
    interrupt: (rootId) => interrupts.get(rootId)?.abort(new Error('the folder was removed')),
    between: (rootId, work) =>
      lanes.run(rootId, async () => {
        states.delete(rootId)
        return work()
      }),
    stop: async () => {
      stopping.abort(new Error('the library is closing'))
      await lanes.done()
    },
  }
}

function isSuspicious({ suspicious, whole }: Scanned): boolean {
  return whole && suspicious.length > 0
}

/** A folder that was added just now is what the person waits for. */
function inOrder(roots: readonly RootRow[]): number[] {
  const fresh = roots.filter((root) => root.lastScanAtMs === null)
  return [...fresh, ...roots.filter((root) => root.lastScanAtMs !== null)].map(({ id }) => id)
}
