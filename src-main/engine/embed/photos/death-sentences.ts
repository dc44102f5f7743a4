import type { Death } from './photo-slot.ts'

/** For the log. */
export function describe(death: Death): string {
  if (death.kind === 'time') return 'the time limit passed'
  return death.kind === 'memory' ? 'the memory limit was reached' : `it crashed, ${death.detail}`
}

/** For the person, of the photo that did it. */
export function blame(death: Death, timeoutMs: number): string {
  if (death.kind === 'time')
    return `Reading this picture takes longer than ${Math.round(timeoutMs / 1000)} seconds.`
  if (death.kind === 'memory') return 'Reading this picture needs more memory than it may have.'
  return `Reading this picture makes the decoder crash (${death.detail}).`
}

/** For the log, when no photo did it. */
export function fewerAtATime(batchSize: number, death: Death): string {
  return `Pictures are embedded ${batchSize} at a time from now on: ${describe(death)}.`
}
