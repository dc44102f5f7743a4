import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { Speed } from '../../../../src-preload/contract/index.ts'

const { PRIORITY_LOW, PRIORITY_BELOW_NORMAL } = constants.priority
/** A third of what another session gets: words come first, and reading still moves on beside a person's own work. */
const sessionPriority = 5

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
  if (process.platform === 'linux') lowerSession(speed === 'gentle' ? PRIORITY_LOW : sessionPriority)
}

function threadIds(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}

/**
 * Desktop kernels share the processor between sessions first (autogroup): the priority of a thread counts only against
 * others of its session. A worker that leads a session of its own would have as much as everything else together, so
 * its session is lowered too. Under Electron workers are in the app's session, which stays as it is.
 */
function lowerSession(priority: number): void {
  try {
    if (sessionId() === process.pid) writeFileSync('/proc/self/autogroup', String(priority))
  } catch {
    // A kernel without this, or one that does not allow it.
  }
}

/** The fourth number after the name, which may hold anything but a newline. */
function sessionId(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3])
}
