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
