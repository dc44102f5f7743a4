/** Bytes per second over the last few seconds, so that one slow packet does not turn minutes into hours. */
export interface Rate {
  add(bytes: number): void
  /** Null until there is enough to go by. */
  bytesPerSecond(): number | null
}

const windowMs = 8_000
const enoughMs = 1_000
const bucketMs = 250

export function createRate(nowMs: () => number = () => performance.now()): Rate {
  let buckets: { readonly fromMs: number; bytes: number }[] = []
  return {
    add(bytes) {
      const now = nowMs()
      const last = buckets.at(-1)
      if (last && now - last.fromMs < bucketMs) last.bytes += bytes
      else buckets.push({ fromMs: now, bytes })
      buckets = buckets.filter(({ fromMs }) => now - fromMs <= windowMs)
    },
    bytesPerSecond() {
      const now = nowMs()
      const recent = buckets.filter(({ fromMs }) => now - fromMs <= windowMs)
      const first = recent[0]
      if (!first || now - first.fromMs < enoughMs) return null
      return (recent.reduce((sum, { bytes }) => sum + bytes, 0) * 1_000) / (now - first.fromMs)
    },
  }
}
