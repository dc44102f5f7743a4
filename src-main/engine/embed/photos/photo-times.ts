/** Time at work, as it counts and on the clock. */
interface Spent {
  countedMs: number
  onClockMs: number
  /** The time until the first look is not known. */
  isNew: boolean
}

/** However starved a worker is: so many times its limit, and a photo is given up. */
const patience = 20
/** A batch that takes so many times as long as others did is stuck. */
const oddly = 30

/**
 * Which of a worker's photos are at work, being decoded or in the model, and for how long.
 * The model blocks the worker's
 * thread: while a batch is in it, the time of the others stands still, for what became of them cannot be told.
 */
export function createPhotoTimes(timeoutMs: number) {
  const decoding = new Map<number, Spent>()
  const decoded = new Set<number>()
  const batch = { jobs: new Set<number>(), spent: none(), size: 0, begunAtMs: 0 }
  /** Of a picture in a batch that was finished; the quickest. */
  let usualMs: number | undefined

  function batchLimitMs(): number {
    const most = timeoutMs * batch.size
    if (usualMs === undefined) return most
    return Math.min(most, Math.max(timeoutMs, usualMs * batch.size * oddly))
  }

  return {
    /** Decoding; or decoding again, after it stood in line for a decoder. */
    begun: (jobId: number) => void decoding.set(jobId, none()),
    waits: (jobId: number) => void decoding.delete(jobId),
    /** Nothing is done with it until its batch begins. */
    decoded(jobId: number): void {
      decoding.delete(jobId)
      decoded.add(jobId)
    },
    batch(jobIds: readonly number[]): void {
      // What is still without an answer may harm the worker as before.
      for (const jobId of batch.jobs) decoded.add(jobId)
      for (const jobId of jobIds) decoded.delete(jobId)
      Object.assign(batch, {
        jobs: new Set(jobIds),
        spent: none(),
        size: jobIds.length,
        begunAtMs: performance.now(),
      })
    },
    done(jobId: number): void {
      decoding.delete(jobId)
      decoded.delete(jobId)
      if (!batch.jobs.delete(jobId) || batch.jobs.size > 0) return
      const eachMs = (performance.now() - batch.begunAtMs) / batch.size
      usualMs = Math.min(usualMs ?? Infinity, eachMs)
    },
    pass(countedMs: number, onClockMs: number): void {
      for (const spent of batch.jobs.size > 0 ? [batch.spent] : decoding.values()) {
        if (!spent.isNew) spent.countedMs += countedMs
        if (!spent.isNew) spent.onClockMs += onClockMs
        spent.isNew = false
      }
    },
    overdue(): number[] {
      if (isOver(batch.spent, batchLimitMs())) return [...batch.jobs]
      return [...decoding].filter(([, spent]) => isOver(spent, timeoutMs)).map(([jobId]) => jobId)
    },
    /**
     * A worker that says nothing for so long is stuck. Of a silence while a batch is in the model only that batch is
     * suspected, once its own time is over: not the photos that wait for theirs.
     */
    silenceMs: () => (batch.jobs.size > 0 ? Infinity : timeoutMs),
    /** All that may have harmed the worker. */
    atWork: (): number[] => [...batch.jobs, ...decoded, ...decoding.keys()],
  }
}

const none = (): Spent => ({ countedMs: 0, onClockMs: 0, isNew: true })

function isOver({ countedMs, onClockMs }: Spent, limitMs: number): boolean {
  return countedMs > limitMs || onClockMs > limitMs * patience
}
