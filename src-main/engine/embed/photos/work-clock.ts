import { readdirSync, readFileSync } from 'node:fs'

/** What one thread got of the processor and how long it stood in line for it, since it began. */
export interface CoreTime {
  readonly ranMs: number
  readonly waitedMs: number
}

/** By thread; null where the system does not tell. */
export type ReadCoreTimes = () => ReadonlyMap<string, CoreTime> | null

/** How much of its time a worker could use: no photo is blamed for what other programs take. */
export interface WorkClock {
  /** The worker has shown that it is alive. */
  alive(): void
  /** Milliseconds since the last call that count. */
  pass(): number
}

/** A worker that has not been heard of for so long is starved, or computes, or hangs. */
const quietMs = 2_000
/** Where the system does not tell which of these it is, so much of the time counts. */
const quietShare = 0.25

export function createWorkClock(
  read: ReadCoreTimes,
  nowMs: () => number = () => performance.now(),
): WorkClock {
  let before = read()
  let lastMs = nowMs()
  let aliveAtMs = lastMs
  return {
    alive: () => void (aliveAtMs = nowMs()),
    pass: () => {
      const atMs = nowMs()
      const passedMs = atMs - lastMs
      lastMs = atMs
      const now = read()
      const known = now && before && shareOf(before, now, passedMs)
      before = now
      return passedMs * (known ?? (atMs - aliveAtMs > quietMs ? quietShare : 1))
    },
  }
}

/**
 * All of the time for a worker that had a core's worth or stood in no line: then it was slow, or stuck. Of one that stood
 * in line, the part that it got of what it wanted.
 */
function shareOf(
  before: ReadonlyMap<string, CoreTime>,
  now: ReadonlyMap<string, CoreTime>,
  passedMs: number,
): number {
  const { ranMs, waitedMs } = sumSince(before, now)
  // A line as short as this is any busy machine's.
  if (waitedMs < passedMs / 10) return 1
  return Math.min(1, Math.max(ranMs / passedMs, ranMs / (ranMs + waitedMs)))
}

/** Linux keeps these books for each thread; elsewhere there is nothing like it. */
export function coreTimesOf(pid: number | undefined): ReadCoreTimes {
  if (process.platform !== 'linux' || pid === undefined) return () => null
  const folder = `/proc/${pid}/task`
  return () => {
    try {
      const threads = readdirSync(folder).map((thread) => [thread, timeOf(`${folder}/${thread}`)] as const)
      return new Map(threads.flatMap(([thread, time]) => (time ? [[thread, time]] : [])))
    } catch {
      return null
    }
  }
}

/** Undefined for a thread that has just ended. */
function timeOf(folder: string): CoreTime | undefined {
  try {
    const [ran, waited] = readFileSync(`${folder}/schedstat`, 'latin1').split(' ').map(Number)
    return { ranMs: (ran ?? 0) / 1e6, waitedMs: (waited ?? 0) / 1e6 }
  } catch {
    return undefined
  }
}

/** The part that a process got of the processor time that it wanted; 1 where the system does not tell. */
export function shareOfWanted(
  before: ReadonlyMap<string, CoreTime> | null,
  now: ReadonlyMap<string, CoreTime> | null,
): number {
  if (!before || !now) return 1
  const { ranMs, waitedMs } = sumSince(before, now)
  return ranMs > 0 ? ranMs / (ranMs + waitedMs) : 1
}

function sumSince(before: ReadonlyMap<string, CoreTime>, now: ReadonlyMap<string, CoreTime>): CoreTime {
  let [ranMs, waitedMs] = [0, 0]
  for (const [thread, time] of now) {
    ranMs += time.ranMs - (before.get(thread)?.ranMs ?? 0)
    waitedMs += time.waitedMs - (before.get(thread)?.waitedMs ?? 0)
  }
  return { ranMs, waitedMs }
}
