import type { Death } from './photo-slot.ts'

/** Photos that were at work when a worker died: each runs alone, and with which of them another worker dies did it. */
export function createSuspects() {
  const deaths = new Map<number, Death>()
  const line: number[] = []
  let running: number | undefined

  return {
    get waiting() {
      return line.length
    },
    /** Whether any waits or runs. */
    get isAny() {
      return line.length > 0 || running !== undefined
    },
    /** The earlier death that it was suspected of: then this one is its own doing. */
    add(jobId: number, death: Death): Death | undefined {
      const earlier = deaths.get(jobId)
      if (earlier) {
        deaths.delete(jobId)
        return earlier
      }
      deaths.set(jobId, death)
      line.push(jobId)
      return undefined
    },
    /** The next to run alone. */
    next(): number | undefined {
      return (running = line.shift())
    },
    /** The death that nobody explains, when the last that were at work have been read without harm. */
    settled(jobId: number): Death | undefined {
      const death = deaths.get(jobId)
      deaths.delete(jobId)
      if (running === jobId) running = undefined
      const isLast = death && ![...deaths.values()].includes(death)
      return isLast ? death : undefined
    },
    /** A death has one culprit: once it is found, the others that were at work go on together. */
    acquit(death: Death): number[] {
      const innocent = line.filter((jobId) => deaths.get(jobId) === death)
      for (const jobId of innocent) {
        deaths.delete(jobId)
        line.splice(line.indexOf(jobId), 1)
      }
      return innocent
    },
    forget(): void {
      line.length = 0
      deaths.clear()
    },
  }
}
