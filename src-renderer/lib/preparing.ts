/** Half of the shortest time after which a model leaves the memory: asked less often, it could be gone. */
export const restMs = 30_000

/** Passes the first of several wishes on, and the next only when the model may have left the memory since. */
export function createPreparing(prepare: () => void, nowMs: () => number): () => void {
  let askedAtMs: number | null = null
  return () => {
    const now = nowMs()
    if (askedAtMs !== null && now - askedAtMs < restMs) return
    askedAtMs = now
    prepare()
  }
}
