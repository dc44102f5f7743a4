/** Times of one kind of call. */
export interface Latency {
  readonly calls: number
  readonly p50Ms: number
  readonly p95Ms: number
}

export function latencyOf(timesMs: readonly number[]): Latency {
  const sorted = timesMs.toSorted((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { calls: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) }
}

/** Runs `work` for each item, one after another, and tells how long each took. The first few only warm up. */
export async function timeEach<T>(
  items: readonly T[],
  work: (item: T) => unknown,
  warmUps = 3,
): Promise<Latency> {
  const timesMs: number[] = []
  for (const [at, item] of items.entries()) {
    const startedAtMs = performance.now()
    await work(item)
    if (at >= warmUps) timesMs.push(performance.now() - startedAtMs)
  }
  return latencyOf(timesMs)
}

export function perSecond(count: number, tookMs: number): number {
  return round((count * 1_000) / tookMs)
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
