import type { PlainError, Speed } from '../../../../src-preload/contract/index.ts'
import { failed } from '../../images/problem.ts'
import type { Log, WorkerProcess } from '../../ports.ts'
import { blame, describe } from './death-sentences.ts'
import type { PhotoOutcome, WorkerOutcome } from './photo-outcome.ts'
import type { PhotoJob } from './photo-protocol.ts'
import { startPhotoSlot, type Death, type PhotoSlot } from './photo-slot.ts'
import { slotLoad, tunedSettings } from './photo-tuning.ts'

export type { PhotoMetadata, PhotoOutcome } from './photo-outcome.ts'

export interface PhotoPoolOptions {
  readonly spawn: () => WorkerProcess
  readonly modelDir: string
  readonly workers: number
  /** Default normal. */
  readonly speed?: Speed
  /** For one photo, from the begin of its reading. Default 30,000. */
  readonly timeoutMs?: number
  /** Memory that one worker may take beside the model. Default 2 GiB, or a quarter of the machine's where that is less. */
  readonly memoryCeilingBytes?: number
  readonly log: Log
}

/** Photos in, outcomes out, whatever the photos do to the workers. */
export interface PhotoPool {
  /** Photos to keep in flight so that no worker waits. */
  readonly capacity: number
  /** Never rejects. Photos that a worker died with are tried once more, each alone. */
  process(path: string, options?: Partial<Omit<PhotoJob, 'path'>>): Promise<PhotoOutcome>
  /** Workers of another speed are replaced when they have finished what they have. */
  setWorkers(count: number, speed?: Speed): void
  workerPids(): number[]
  /** When it resolves, all workers are gone and all promises are settled (as `unavailable`). */
  stop(): Promise<void>
}

interface Job {
  readonly photo: PhotoJob
  readonly resolve: (outcome: PhotoOutcome) => void
  /** Its worker died: it runs alone, and the next death is its own. Which death it was, to acquit the others of it. */
  suspectOf: Death | undefined
}

/** Workers that die this often in a row with no photo to blame are not started again for a while. */
const fruitlessDeaths = 3
/** After this time the next photo makes another attempt at starting workers. */
const refusalMs = 1000
/** Workers without work give their memory back. */
const idleMs = 60_000

export function createPhotoPool(options: PhotoPoolOptions): PhotoPool {
  const timeoutMs = options.timeoutMs ?? 30_000
  const jobs = new Map<number, Job>()
  const queue: number[] = []
  const suspects: number[] = []
  /** The first slot serves the suspects; while any waits or runs, it serves nothing else. */
  const slots: PhotoSlot[] = []
  const living = new Set<PhotoSlot>()
  let workers = Math.max(1, options.workers)
  let speed = options.speed ?? 'normal'
  let settings = tuned()
  /** They keep the priority with which they were started. */
  const outdated = new Set<PhotoSlot>()
  let suspectRunning: number | undefined
  let lastJobId = 0
  let deaths = 0
  let refusal: { readonly error: PlainError; readonly untilMs: number } | undefined
  let isStopped = false
  let onAllGone: (() => void) | undefined

  const idleTimer = setInterval(() => {
    if (jobs.size === 0) slots.filter(isIdle).forEach(retire)
  }, idleMs / 6)
  idleTimer.unref()

  function tuned() {
    return tunedSettings(options.modelDir, workers, options.memoryCeilingBytes, speed)
  }

  function dispatch(): void {
    slots.filter((slot, at) => slot.load === 0 && (at >= workers || outdated.has(slot))).forEach(retire)
    while (queue.length + suspects.length > 0 && slots.length < workers && slots.every(isBusy)) startSlot()
    const [first] = slots
    if (first?.load === 0 && !outdated.has(first)) {
      suspectRunning = suspects.shift()
      if (suspectRunning !== undefined) give(first, suspectRunning)
    }
    const isFirstReserved = suspectRunning !== undefined || suspects.length > 0
    const open = slots.slice(isFirstReserved ? 1 : 0, workers).filter((slot) => !outdated.has(slot))
    while (queue.length > 0) {
      const [slot] = open.filter(({ load }) => load < slotLoad(settings)).sort((a, b) => a.load - b.load)
      const jobId = slot && queue.shift()
      if (!slot || jobId === undefined) return
      give(slot, jobId)
    }
  }

  function give(slot: PhotoSlot, jobId: number): void {
    const job = jobs.get(jobId)
    if (job) slot.give(jobId, job.photo)
  }

  /** A second worker is worth its memory once the others have a full batch. */
  function isBusy(slot: PhotoSlot): boolean {
    return slot.load >= settings.batchSize || outdated.has(slot)
  }

  function startSlot(): void {
    const slot = startPhotoSlot({
      spawn: options.spawn,
      settings,
      timeoutMs,
      onUnavailable: refuse,
      onDone: (jobId, outcome) => onDone(jobId, outcome),
      onDeath: (death, suspected, others) => onDeath(slot, death, suspected, others),
    })
    slots.push(slot)
    living.add(slot)
  }

  function onDone(jobId: number, outcome: WorkerOutcome): void {
    deaths = 0
    settle(jobId, outcome)
    dispatch()
  }

  function settle(jobId: number, outcome: PhotoOutcome): void {
    if (suspectRunning === jobId) suspectRunning = undefined
    jobs.get(jobId)?.resolve(outcome)
    jobs.delete(jobId)
  }

  function onDeath(
    slot: PhotoSlot,
    death: Death,
    suspected: readonly number[],
    others: readonly number[],
  ): void {
    const wasInService = slots.includes(slot)
    forget(slot)
    living.delete(slot)
    if (living.size === 0) onAllGone?.()
    if (!wasInService || isStopped) return
    options.log('warn', `A photo worker ended (${describe(death)}) with ${suspected.length} photos at work.`)
    queue.unshift(...others.filter((jobId) => jobs.has(jobId)))
    suspected.forEach((jobId) => suspect(jobId, death))
    deaths = suspected.length > 0 ? 0 : deaths + 1
    if (deaths >= fruitlessDeaths) {
      deaths = 0
      refuse({
        code: 'internal',
        message: `Photos cannot be read: ${describe(death)}, ${fruitlessDeaths} times.`,
      })
    }
    dispatch()
  }

  function suspect(jobId: number, death: Death): void {
    const job = jobs.get(jobId)
    if (!job) return
    if (job.suspectOf) {
      settle(jobId, failed(blame(death, timeoutMs)))
      return acquit(job.suspectOf)
    }
    job.suspectOf = death
    suspects.push(jobId)
  }

  /** A death has one culprit: once it is found, the others that were at work go on together. */
  function acquit(death: Death): void {
    const innocent = suspects.filter((jobId) => jobs.get(jobId)?.suspectOf === death)
    for (const jobId of innocent) {
      const job = jobs.get(jobId)
      if (job) job.suspectOf = undefined
      suspects.splice(suspects.indexOf(jobId), 1)
    }
    queue.unshift(...innocent)
  }

  /** Nothing can be done with any photo for now. */
  function refuse(error: PlainError): void {
    refusal = { error, untilMs: performance.now() + refusalMs }
    options.log('error', error.message)
    abandon(error)
  }

  function abandon(error: PlainError): void {
    queue.length = 0
    suspects.length = 0
    slots.slice().forEach(retire)
    for (const jobId of jobs.keys()) settle(jobId, { kind: 'unavailable', error })
  }

  function retire(slot: PhotoSlot): void {
    forget(slot)
    slot.kill()
  }

  function forget(slot: PhotoSlot): void {
    outdated.delete(slot)
    const at = slots.indexOf(slot)
    if (at >= 0) slots.splice(at, 1)
  }

  return {
    get capacity() {
      return workers * slotLoad(settings)
    },
    process(path, { sidecar = null, want = 'all' } = {}) {
      if (isStopped) return Promise.resolve({ kind: 'unavailable', error: stopped })
      if (refusal && performance.now() < refusal.untilMs) {
        return Promise.resolve({ kind: 'unavailable', error: refusal.error })
      }
      return new Promise((resolve) => {
        const jobId = ++lastJobId
        jobs.set(jobId, { photo: { path, sidecar, want }, resolve, suspectOf: undefined })
        queue.push(jobId)
        dispatch()
      })
    },
    setWorkers(count, wanted = speed) {
      workers = Math.max(1, count)
      if (wanted !== speed) slots.forEach((slot) => outdated.add(slot))
      speed = wanted
      settings = tuned()
      dispatch()
    },
    workerPids: () => slots.map(({ pid }) => pid).filter((pid) => pid !== undefined),
    async stop() {
      isStopped = true
      clearInterval(idleTimer)
      abandon(stopped)
      if (living.size > 0) await new Promise<void>((resolve) => (onAllGone = resolve))
    },
  }
}

const stopped: PlainError = { code: 'engine-down', message: 'Sightline is closing.' }

function isIdle(slot: PhotoSlot): boolean {
  return slot.load === 0 && performance.now() - slot.idleSinceMs > idleMs
}
