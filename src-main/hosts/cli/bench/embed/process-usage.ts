import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a process has in memory: on Linux the most it ever had. Null where the system does not tell, or it has ended. */
export async function residentBytes(pid: number): Promise<number | null> {
  try {
    if (process.platform === 'win32') return null
    if (process.platform !== 'linux')
      return kilobytes((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout)
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return kilobytes(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? '')
  } catch {
    return null
  }
}

function kilobytes(text: string): number | null {
  return /^\s*\d+\s*$/.test(text) ? Number(text) * 1024 : null
}

/** Hundredths of a second on every Linux that Node runs on. */
const tickMs = 10

/** What a process has computed so far, all its threads together. Null elsewhere than on Linux, and when it has ended. */
export async function coreMsOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may have spaces in it; user and system time are the 12th and 13th number after it.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number)
    return user === undefined || system === undefined ? null : (user + system) * tickMs
  } catch {
    return null
  }
}
