import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** Lets everything else on the machine go first. On Linux priority belongs to each thread, elsewhere to the process. */
export function lowerPriority(): void {
  const priority = constants.priority.PRIORITY_BELOW_NORMAL
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
