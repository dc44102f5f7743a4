import { readFileSync } from 'node:fs'

const lookEveryMs = 500

/** What a launcher tells what it starts: which process to follow. Read by hosts/shared/follow-launcher.ts as well. */
export const launcherVariable = 'SIGHTLINE_LAUNCHER'

/**
 * Ends this launcher, with what it runs, when the one above it is gone (npm, or a launcher on another Node): one that is
 * killed cannot pass that on. Started by hand, from a shell that may end before it, a launcher follows nobody.
 */
export function followParent() {
  const told = Number(process.env[launcherVariable])
  delete process.env[launcherVariable]
  const underNpm = process.env.npm_lifecycle_event !== undefined
  if (told !== process.ppid && !underNpm) return
  const above = chainAbove(underNpm)
  const timer = setInterval(() => {
    if (chainAbove(underNpm) === above && (process.platform !== 'win32' || isAlive(process.ppid))) return
    clearInterval(timer)
    // Passed on to whatever runs; see run.mjs. Where nothing runs it simply ends this process.
    process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs)
  timer.unref()
}

/** The process above, and where that is the shell that npm starts (some stay between), npm too. Who dies is replaced. */
function chainAbove(underNpm) {
  const parent = process.ppid
  if (!underNpm || process.platform !== 'linux') return String(parent)
  try {
    // "pid (name) state ppid ...", and the name may hold anything.
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    const isShell = /\((sh|ash|dash|bash|busybox)\)/.test(stat)
    return isShell ? `${parent} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}` : String(parent)
  } catch {
    return String(parent)
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}
