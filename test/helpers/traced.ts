import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'

// What processes ask of the kernel, by strace: every process and thread that a traced one starts is followed.

const makes = [
  'creat,mkdir,mkdirat,mknod,mknodat,link,linkat,symlink,symlinkat,rename,renameat,renameat2',
  'unlink,unlinkat,rmdir,truncate,chmod,fchmodat,fchmodat2,chown,lchown,fchownat,utimensat',
  'setxattr,lsetxattr,removexattr,lremovexattr',
]
const followed = ['open,openat,openat2', ...makes, 'connect,sendto,sendmsg,sendmmsg,bind', 'execve']
/** What goes through io_uring passes strace by; without it everybody uses ordinary calls. */
const options = ['-ff', '--seccomp-bpf', '-qq', '-yy', '-s', '8192', '-e', 'signal=none']
options.push('-e', `trace=?${followed.join(',').replaceAll(',', ',?')}`)
options.push('-e', 'inject=io_uring_setup:error=ENOSYS')

/** False where strace is not installed, too old, or may not follow others. */
export function canTrace(): boolean {
  return (
    process.platform === 'linux' && spawnSync('strace', [...options, '-o', '/dev/null', 'true']).status === 0
  )
}

export const needsStrace = 'needs Linux and an strace that may follow other processes'

/** Starts a program with exactly this environment, and writes what it does into files `name.<thread>` in `dir`. */
export function startTraced(
  dir: string,
  name: string,
  command: readonly string[],
  { env, cwd }: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): ChildProcess {
  return spawn('strace', [...options, '-o', join(dir, name), ...command], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** One call of interest. */
export interface Call {
  readonly line: string
  readonly name: string
  /** Paths that it names, absolute; a relative one whose folder is not known stays as it is. */
  readonly paths: readonly string[]
  readonly isWriting: boolean
}

/** Every call of every thread below `dir`. */
export function readCalls(dir: string): Call[] {
  return readdirSync(dir).flatMap((file) =>
    readFileSync(join(dir, file), 'latin1')
      .split('\n')
      .map(parseCall)
      .filter((call) => call !== undefined),
  )
}

export function parseCall(line: string): Call | undefined {
  const name = /^(\w+)\(/.exec(line)?.[1]
  if (name === undefined) return undefined
  const isOpen = name.startsWith('open')
  const isWriting = isOpen ? /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE/.test(line) : isMaking(name)
  return { line, name, isWriting, paths: isOpen || isWriting || name === 'execve' ? pathsOf(line) : [] }
}

const isMaking = (name: string): boolean => makes.join(',').split(',').includes(name)

/** `openat(AT_FDCWD</dir>, "name", …) = 3</where/it/really/is>`: what was asked for, and what it turned out to be. */
function pathsOf(line: string): string[] {
  const end = line.lastIndexOf(') = ')
  const [asked, result] = end < 0 ? [line, ''] : [line.slice(0, end), line.slice(end)]
  const paths = [...asked.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/g)].map(
    ([, folder, path = '']) => (folder && !isAbsolute(path) ? join(folder, path) : path),
  )
  const opened = /^\) = \d+<([^<>]+)/.exec(result)?.[1]
  // A program's own arguments are no paths.
  const named = asked.startsWith('execve') ? paths.slice(0, 1) : paths
  return [...named, ...(opened === undefined ? [] : [opened])].map(normalize)
}

/** Where traced processes may write, and what of a home folder they may look at. */
export interface Bounds {
  /** Files and folders, with all below them. */
  readonly mayWrite: readonly string[]
  /** Nothing below is opened, but what may be written. */
  readonly home: string
  /** Programs that may be started. */
  readonly programs: readonly string[]
}

/** Each call that goes out of bounds. */
export function outOfBounds(calls: readonly Call[], bounds: Bounds): string[] {
  return calls
    .filter(
      (call) =>
        writesElsewhere(call, bounds) || readsHome(call, bounds) || talks(call) || startsOther(call, bounds),
    )
    .map(({ line }) => line)
}

/** Beside the bounds. /dev/null is every child's standard input; autogroup is how a worker gives way to others. */
const mayAlwaysWrite = /^\/dev\/null$|^\/proc\/(self|\d+)\/autogroup$/

function writesElsewhere({ isWriting, paths }: Call, { mayWrite }: Bounds): boolean {
  return isWriting && paths.some((path) => !mayAlwaysWrite.test(path) && !isWithin(path, mayWrite))
}

function readsHome({ paths }: Call, { home, mayWrite }: Bounds): boolean {
  return paths.some((path) => isWithin(path, [home]) && !isWithin(path, mayWrite))
}

/** Looking a name up begins here, whoever is asked in the end. (Node reads resolv.conf beforehand, for nobody.) */
const namesHere = '/etc/hosts'
const sends = new Set(['connect', 'sendto', 'sendmsg', 'sendmmsg', 'bind'])

/** To anything but this machine's loopback; and to whoever knows names, which may live behind a local socket. */
function talks({ name, line, paths }: Call): boolean {
  if (paths.includes(namesHere)) return true
  if (!sends.has(name)) return false
  if (/sin6?_port=htons\(53\)|sun_path=/.test(line)) return true
  const families = [...line.matchAll(/sa_family=(AF_\w+)/g)].map(([, family]) => family)
  const addresses = [...line.matchAll(/inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/g)]
  return (
    families.some((family) => !['AF_INET', 'AF_INET6', 'AF_NETLINK', 'AF_UNSPEC'].includes(family ?? '')) ||
    addresses.some(([, v4, v6]) => !/^127\.|^::1$/.test(v4 ?? v6 ?? ''))
  )
}

function startsOther({ name, paths }: Call, { programs }: Bounds): boolean {
  return name === 'execve' && !programs.includes(paths[0] ?? '')
}

function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}
