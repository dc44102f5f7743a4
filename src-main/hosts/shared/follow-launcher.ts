import { isMainThread } from 'node:worker_threads'

/** The launchers say with it who they are; see run.mjs. */
const launcherVariable = 'SIGHTLINE_LAUNCHER'
const lookEveryMs = 500

/**
 * Calls `end`, once, when the launcher that started this process is gone, however it ended: a launcher that is killed
 * cannot pass that on, and nobody would know of what it left. Without a launcher nothing is followed: a shell may end before the
 * server that was started from it.
 */
export function followLauncher(end: () => void): void {
  const launcher = Number(process.env[launcherVariable])
  // Programs that are opened from here, and whatever is started from those, have no part in it.
  delete process.env[launcherVariable]
  if (!isMainThread || !Number.isSafeInteger(launcher) || launcher <= 0) return
  const isGone = watcherOf(launcher)
  const timer = setInterval(() => {
    if (!isGone()) return
    clearInterval(timer)
    end()
  }, lookEveryMs)
  timer.unref()
}

/** A process id may be given to another program; that of a parent cannot, because a child of a dead one is handed on. */
function watcherOf(launcher: number): () => boolean {
  const isParent = process.platform !== 'win32' && process.ppid === launcher
  return isParent ? () => process.ppid !== launcher : () => !isAlive(launcher)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and of another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
