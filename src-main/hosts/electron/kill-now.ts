import type { UtilityProcess } from 'electron'

/**
 * Ends a utility process at once. Its own `kill()` sends SIGTERM, which the engine ignores (so that Ctrl+C in a terminal
 * cannot cut its orderly stop short) and which a hung photo decoder may never get to.
 */
export function killNow(child: UtilityProcess): void {
  const { pid } = child
  if (pid === undefined) {
    // Not started yet, or gone already, in which case this never fires.
    child.once('spawn', () => killNow(child))
    return
  }
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in this very moment.
  }
}
