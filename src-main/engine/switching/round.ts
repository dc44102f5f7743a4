import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../catalog/catalog.ts'
import type { Coverage } from '../catalog/photos/photo-embedding.ts'
import { meterDone, rateOf, startMeter, timeLeftMs, type RunMeter } from '../indexing/progress.ts'
import type { Brain } from './brain.ts'
import { createWalk, type Walk } from './walk.ts'

/**
 * Why a photo cannot be read for another model now. What passes is worth waiting for: its folder is away (`root`), or
 * the disk does not give the file (`disk`). `gone`: the next scan sees to it. `file`: it is no picture any more, or one
 * that this model cannot read; tried again when the file changes, or at the next start.
 */
export type Away = 'root' | 'disk' | 'gone' | 'file'

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
  /** Counts anew, in slices between which questions are answered. */
  count(): Promise<void>
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
/** Some 10 ms. */
const sliceRows = 5_000

/** How many photos have an embedding in this space, in slices between which questions are answered. */
export async function countCoverage(catalog: Catalog, space: string): Promise<Coverage> {
  let total = 0
  let done = 0
  for (let after: number | null = 0; after !== null;) {
    const slice = catalog.photos.coverageSlice(space, after, sliceRows)
    total += slice.total
    done += slice.done
    after = slice.lastId
    if (after !== null) await nextTurn()
  }
  return { total, done }
}

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
    async count() {
      this.isUncounted = false
      counted = await countCoverage(catalog, brain.space)
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

/** Counts anew: photos that have no embedding though nothing is known to keep them from it. */
export async function lackingOf(round: Round): Promise<number> {
  await round.count()
  const { total, done, away } = round.figures(0) ?? { total: 0, done: 0, away: 0 }
  return total - done - away
}
