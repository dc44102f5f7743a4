import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { Speed } from '../../../../src-preload/contract/index.ts'

const { PRIORITY_LOW, PRIORITY_BELOW_NORMAL } = constants.priority

/**
 * Lets everything else on the machine go first; at full speed this work is like any other. On Linux priority belongs to
 * each thread, elsewhere to the process. What was lowered cannot be raised again without rights.
 */
export function lowerPriority(speed: Speed = 'normal'): void {
  if (speed === 'full') return
  const priority = speed === 'gentle' ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL
  for (const id of process.platform === 'linux' ? threadIds() : [0]) {
    try {
      setPriority(id, priority)
    } catch {
      // The thread has ended, or the system does not allow it: the work goes on at normal priority.
    }
  }
}

function threadIds(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}
