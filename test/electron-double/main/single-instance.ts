import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second start hands to the first. */
export interface Visit {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly data: unknown
}

/**
 * The single-instance lock of one user data folder. Asking must answer at once, so it is a file with the holder's
 * process id; a visit is a file dropped beside it.
 */
export function claimLock(folder: string, visit: Visit, onVisit: (visit: Visit) => void): boolean {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'instance-lock')
  const inbox = join(folder, 'instance-visits')
  if (isHeld(lock)) {
    const file = join(inbox, String(process.pid))
    writeFileSync(`${file}.new`, JSON.stringify(visit))
    renameSync(`${file}.new`, `${file}.json`)
    return false
  }
  mkdirSync(inbox, { recursive: true })
  writeFileSync(lock, String(process.pid))
  watch(inbox, (_event, name) => {
    const visitor = name?.endsWith('.json') ? takeVisit(join(inbox, name)) : undefined
    if (visitor) onVisit(visitor)
  }).unref()
  process.on('exit', () => rmSync(lock, { force: true }))
  return true
}

function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Undefined when the file was taken already: one rename can be told of twice. */
function takeVisit(file: string): Visit | undefined {
  try {
    const visit = JSON.parse(readFileSync(file, 'utf8')) as Visit
    rmSync(file)
    return visit
  } catch {
    return undefined
  }
}
