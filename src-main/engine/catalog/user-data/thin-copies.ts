import type { Copy } from './copies.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How old copies are kept how densely: one for each `everyMs`. */
const steps = [
  { untilMs: hourMs, everyMs: 10 * minuteMs },
  { untilMs: dayMs, everyMs: hourMs },
  { untilMs: 14 * dayMs, everyMs: dayMs },
  { untilMs: 91 * dayMs, everyMs: 7 * dayMs },
]
/** These stay whatever their age and size. */
const alwaysKept = 2
const mostBytes = 256 * 2 ** 20

/**
 * Which of the copies (the newest first) can go: in each stretch of time the oldest one stays, so that what was deleted by
 * mistake can be found again; the two newest stay always; all together take 256 MB at most.
 */
export function copiesToRemove(copies: readonly Copy[], nowMs: number): Copy[] {
  const kept = new Set(copies.slice(0, alwaysKept))
  const taken = new Set<string>()
  for (const copy of copies.toReversed()) {
    // One of the future was made before the clock was set back.
    const ageMs = Math.max(0, nowMs - copy.savedAtMs)
    const step = steps.find(({ untilMs }) => ageMs < untilMs)
    if (!step) continue
    const stretch = `${step.everyMs}:${Math.floor(copy.savedAtMs / step.everyMs)}`
    if (!taken.has(stretch)) kept.add(copy)
    taken.add(stretch)
  }
  let bytes = 0
  for (const [at, copy] of copies.entries()) {
    if (!kept.has(copy)) continue
    bytes += copy.sizeBytes
    if (at >= alwaysKept && bytes > mostBytes) kept.delete(copy)
  }
  return copies.filter((copy) => !kept.has(copy))
}
