import type { Catalog } from '../catalog/catalog.ts'
import { meterDone, rateOf, startMeter, timeLeftMs, type RunMeter } from '../indexing/progress.ts'
import type { Brain } from './brain.ts'
import { createWalk, type Walk } from './walk.ts'

/** Why a photo cannot be read for another model now: its folder is away, or it is the file's own fault. */
export type Away = 'root' | 'file'

/** The way of all photos to one model, as far as it has come. */
export interface Round {
  readonly brain: Brain
  readonly walk: Walk
  readonly inWork: Set<number>
  readonly away: Map<number, Away>
  /** The walk has come to the last photo. */
  isAtEnd: boolean
  /** Photos came, or came back, that the walk has passed already. */
  isDirty: boolean
  /** What is left is not what it was. */
  isUncounted: boolean
  /** Why no photo can be read for this model: one sentence. */
  trouble: string | null
  count(): void
  done(nowMs: number): void
  /** Photos are read: after a rest the speed is measured anew. */
  begun(nowMs: number): void
  figures(nowMs: number): RoundFigures | null
}

export interface RoundFigures {
  readonly done: number
  readonly total: number
  readonly away: number
  readonly photosPerSecond: number | null
  readonly timeLeftMs: number | null
}

const restMs = 5_000

export function createRound(catalog: Catalog, brain: Brain, isSkipped: (photoId: number) => boolean): Round {
  const inWork = new Set<number>()
  const away = new Map<number, Away>()
  const isPassed = (id: number) => inWork.has(id) || away.has(id) || isSkipped(id)
  let counted: { total: number; done: number } | null = null
  let meter: RunMeter = startMeter(performance.now())
  let lastDoneMs = -Infinity

  return {
    brain,
    walk: createWalk(catalog, brain.space, isPassed),
    inWork,
    away,
    isAtEnd: false,
    isDirty: false,
    isUncounted: true,
    trouble: null,
    count() {
      counted = catalog.photos.coverage(brain.space)
      this.isUncounted = false
    },
    done: (nowMs) => {
      if (counted) counted = { ...counted, done: Math.min(counted.total, counted.done + 1) }
      meter = meterDone(meter, nowMs)
      lastDoneMs = nowMs
    },
    begun: (nowMs) => {
      if (nowMs - lastDoneMs > restMs) meter = startMeter(nowMs)
    },
    figures: (nowMs) => {
      if (!counted) return null
      const { total, done } = counted
      const left = Math.max(0, total - done - away.size)
      const photosPerSecond = left > 0 ? rateOf(meter, nowMs) : null
      const timeLeft = timeLeftMs(left, photosPerSecond)
      return { done, total, away: away.size, photosPerSecond, timeLeftMs: timeLeft }
    },
  }
}
