import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0
/** Some containers have the program and forbid what it does. */
const mayTrace = hasStrace && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

export const whyNoTrace = 'skipped: no strace here, which shows the file calls of a process'

export interface TracedRun {
  readonly code: number | null
  readonly stdout: string
  /** Every call about a file of the process and all that it started, a line each. */
  readonly calls: readonly string[]
}

/** Runs a program and gives its file calls; null where that cannot be seen. */
export function traceFileCalls(dir: string, command: readonly string[]): TracedRun | null {
  if (!mayTrace) return null
  const file = join(dir, 'calls')
  const calls = 'trace=%file,fchmod,fchown,ftruncate,futimesat,utimensat,fsetxattr,fremovexattr,fallocate'
  const { status, stdout } = spawnSync(
    'strace',
    ['-f', '-qq', '-y', '-s', '4096', '-e', calls, '-o', file, ...command],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  return { code: status, stdout, calls: readFileSync(file, 'utf8').split('\n') }
}

const lookingOnly =
  /^\d+ +(?:stat|lstat|statx|newfstatat|fstatat64|access|faccessat2?|readlink|readlinkat|getcwd|chdir|statfs|execve|inotify_add_watch|getxattr|lgetxattr|listxattr|open_by_handle_at|name_to_handle_at)\(/
const opening = /^\d+ +(?:open|openat|openat2|creat)\(/
const forWriting = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b|creat\(/

/** The calls that open for writing, make, rename, remove or change anything at or below `folder`. */
export function changingCalls(calls: readonly string[], folder: string): string[] {
  return calls.filter((call) => {
    const begins = [`"${folder}"`, `"${folder}/`, `<${folder}>`, `<${folder}/`]
    if (!begins.some((start) => call.includes(start)) || / <\.\.\. \w+ resumed>/.test(call)) return false
    if (opening.test(call)) return forWriting.test(call)
    return !lookingOnly.test(call)
  })
}
