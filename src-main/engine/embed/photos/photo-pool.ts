import type { PlainError, ProviderName } from '../../../../src-preload/contract/index.ts'
import { failed } from '../../images/problem.ts'
import { unmeasured } from '../providers/machine-use.ts'
import { blame, describe, fewerAtATime } from './death-sentences.ts'
import type { PhotoOutcome, WorkerOutcome } from './photo-outcome.ts'
import type { PhotoJob } from './photo-protocol.ts'
import { startPhotoSlot, type Death, type PhotoSlot } from './photo-slot.ts'
import { slotLoad } from './photo-tuning.ts'
import type { PhotoPool, PhotoPoolOptions } from './pool-face.ts'
import { createPoolSettings } from './pool-settings.ts'
import { createProviderDeaths } from './provider-deaths.ts'
import { createSuspects } from './suspects.ts'

export type { PhotoMetadata, PhotoOutcome } from './photo-outcome.ts'
export type { PhotoPool, PhotoPoolOptions } from './pool-face.ts'

interface Job {
  readonly photo: PhotoJob
  readonly resolve: (outcome: PhotoOutcome) => void
}

/** Workers that die this often in a row with no photo to blame are not started for a while. */
const fruitlessDeaths = 3
/** After this time the next photo makes another attempt at starting workers. */
const refusalMs = 1000
/** Workers without work give their memory back. */
const idleMs = 60_000

export function createPhotoPool(options: PhotoPoolOptions): PhotoPool {
  const timeoutMs = options.timeoutMs ?? 30_000
  const machine = options.machine ?? unmeasured
  const jobs = new Map<number, Job>()
  const queue: number[] = []
  const suspects = createSuspects()
  const slots: PhotoSlot[] = []
  const living = new Set<PhotoSlot>()
  const settings = createPoolSettings(options)
  /** Batches of this size took a worker down that no photo has explained yet. */
  const batchSizes = new WeakMap<Death, number>()
  /** They keep the priority and the provider with which they were started. */
  const outdated = new Set<PhotoSlot>()
  const providerDeaths = createProviderDeaths()
  let lastJobId = 0
  let deaths = 0
  let refusal: { readonly error: PlainError; readonly untilMs: number } | undefined
  let isStopped = false
  let onAllGone: (() => void) | undefined

  const retireIdle = () => void (jobs.size === 0 && slots.filter(isIdle).forEach(retire))
  const idleTimer = setInterval(retireIdle, idleMs / 6).unref()
  function dispatch(): void {
    const { workers } = settings
    slots.filter((slot, at) => slot.load === 0 && (at >= workers || outdated.has(slot))).forEach(retire)
    const keeper = keeperOfSuspects()
    while (queue.length > 0 && slots.length < workers && slots.every(isBusy))
      startSlot(settings.current.provider)
    if (keeper?.load === 0) {
      const suspected = suspects.next()
      if (suspected !== undefined) give(keeper, suspected)
    }
    const reserved = suspects.isAny ? keeper : undefined
    const open = slots.slice(0, workers).filter((slot) => slot !== reserved && !outdated.has(slot))
    while (queue.length > 0) {
      const [slot] = open
        .filter(({ load }) => load < slotLoad(settings.current))
        .sort((a, b) => a.load - b.load)
      const jobId = slot && queue.shift()
      if (!slot || jobId === undefined) return
      give(slot, jobId)
    }
  }

  /**
   * One worker serves the suspects, and while any waits or runs, nothing else. It computes on the CPU, so that no photo
   * is blamed for what a provider does.
   */
  function keeperOfSuspects(): PhotoSlot | undefined {
    if (!suspects.isAny) return undefined
    const keeper = slots.find((slot) => slot.provider === 'cpu' && !outdated.has(slot))
    if (keeper || suspects.waiting === 0) return keeper
    if (slots.length < settings.workers) return startSlot('cpu')
    const [first] = slots
    if (first) outdated.add(first)
    return undefined
  }

  function give(slot: PhotoSlot, jobId: number): void {
    const job = jobs.get(jobId)
    if (job) slot.give(jobId, job.photo)
  }

  /** A second worker is worth its memory once the others have a full batch. */
  function isBusy(slot: PhotoSlot): boolean {
    return slot.load >= settings.current.batchSize || outdated.has(slot)
  }

  function startSlot(provider: ProviderName): PhotoSlot {
    const slot = startPhotoSlot({
      spawn: options.spawn,
      settings: { ...settings.current, provider },
      timeoutMs,
      onUnavailable: refuse,
      onGaveUp: (reason) => giveUp(provider, reason),
      onDone: (jobId, outcome) => onDone(jobId, outcome),
      onDeath: (death, suspected, others) => onDeath(slot, death, suspected, others),
    })
    slots.push(slot)
    living.add(slot)
    return slot
  }

  function onDone(jobId: number, outcome: WorkerOutcome): void {
    deaths = 0
    settle(jobId, outcome)
    machine.photoRead()
    if (!suspects.isAny) outdateOthers()
    dispatch()
  }

  function settle(jobId: number, outcome: PhotoOutcome): void {
    const death = suspects.settled(jobId)
    if (death) takeSmallerBatches(death)
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
    batchSizes.set(death, slot.batchSize)
    queue.unshift(...others.filter((jobId) => jobs.has(jobId)))
    suspected.forEach((jobId) => suspect(jobId, death))
    if (suspected.length === 0) takeSmallerBatches(death)
    deaths = suspected.length > 0 ? 0 : deaths + 1
    if (slot.provider !== 'cpu' && providerDeaths.add(death)) {
      deaths = 0
      giveUp(slot.provider, `Two workers ended while they used it (${describe(death)}).`)
    }
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
    if (!jobs.has(jobId)) return
    const earlier = suspects.add(jobId, death)
    if (!earlier) return
    settle(jobId, failed(blame(death, timeoutMs)))
    providerDeaths.explain(earlier)
    queue.unshift(...suspects.acquit(earlier))
  }

  /** No photo is lost: what the workers have they finish, and what they die with is read again. */
  function giveUp(provider: ProviderName, reason: string): void {
    if (provider === 'cpu' || isStopped) return
    options.log('warn', `${provider} is not used any more: ${reason}`)
    providerDeaths.forget()
    machine.gaveUp(provider, reason)
    renew()
  }

  /** A model that is slow, or takes much memory, is no photo's doing. */
  function takeSmallerBatches(death: Death): void {
    if (death.kind === 'crash' || !settings.shrink(batchSizes.get(death) ?? 1)) return
    renew()
    options.log('warn', fewerAtATime(settings.current.batchSize, death))
  }

  function renew(): void {
    if (settings.renew()) slots.forEach((slot) => outdated.add(slot))
    outdateOthers()
    dispatch()
  }

  function outdateOthers(): void {
    for (const slot of slots) if (slot.provider !== settings.current.provider) outdated.add(slot)
  }

  /** Nothing can be done with any photo for now. */
  function refuse(error: PlainError): void {
    refusal = { error, untilMs: performance.now() + refusalMs }
    options.log('error', error.message)
    abandon(error)
  }

  function abandon(error: PlainError): void {
    queue.length = 0
    suspects.forget()
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
      return settings.workers * slotLoad(settings.current)
    },
    process(path, { sidecar = null, want = 'all' } = {}) {
      if (isStopped) return Promise.resolve({ kind: 'unavailable', error: stopped })
      if (refusal && performance.now() < refusal.untilMs) {
        return Promise.resolve({ kind: 'unavailable', error: refusal.error })
      }
      return new Promise((resolve) => {
        const jobId = ++lastJobId
        jobs.set(jobId, { photo: { path, sidecar, want }, resolve })
        queue.push(jobId)
        dispatch()
      })
    },
    setWorkers(count, speed) {
      if (settings.want(count, speed)) slots.forEach((slot) => outdated.add(slot))
      dispatch()
    },
    renew: () => void (isStopped || renew()),
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
const isIdle = (slot: PhotoSlot) => slot.load === 0 && performance.now() - slot.idleSinceMs > idleMs
