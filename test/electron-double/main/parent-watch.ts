import { spawnSync } from 'node:child_process'
import { Worker, isMainThread, workerData } from 'node:worker_threads'

const lookEveryMs = 500
/** For the end in order that `disconnect` begins. */
const graceMs = 3_000

/**
 * Ends this process and all that it started once its parent is gone, even while its main thread is in a loop that hears
 * no `disconnect`: a thread of its own looks. Not on Windows, where a process keeps its parent's id.
 */
export function endWithParent(): void {
  if (process.platform === 'win32') return
  new Worker(new URL(import.meta.url), { workerData: process.ppid }).unref()
}

if (!isMainThread) {
  const looking = setInterval(() => {
    if (process.ppid === workerData) return
    clearInterval(looking)
    setTimeout(() => {
      for (const pid of descendants(process.pid)) kill(pid)
      kill(process.pid)
    }, graceMs)
  }, lookEveryMs)
}

function descendants(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const below = (above: number): number[] =>
    pairs.flatMap(([child = 0, parent]) => (parent === above && child > 0 ? [child, ...below(child)] : []))
  return below(pid)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone by itself.
  }
}
