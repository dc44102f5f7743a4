import { fork, type ChildProcess } from 'node:child_process'
import { quietEnvironment } from '../../engine/quiet.ts'
import { isVerbose } from './log.ts'

/** What engine and worker processes have in common, seen from the one who forked them. */
export interface NodeProcess<Out, In> {
  readonly pid: number | undefined
  post(message: Out): void
  onMessage(listener: (message: In) => void): void
  onExit(listener: (detail: string) => void): void
  kill(): void
}

export interface ForkOptions {
  /** Standard error of the child: shared with this process, or only when SIGHTLINE_LOG=debug asks for it. */
  readonly stderr: 'shared' | 'quiet'
}

/** Forks a plain Node process that ends when this one does (its channel closes). */
export function forkNode<Out, In>(entry: string, { stderr }: ForkOptions): NodeProcess<Out, In> {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [],
    env: quietEnvironment(),
    // Standard output belongs to the command line's answer alone.
    stdio: ['ignore', 'ignore', stderr === 'shared' || isVerbose() ? 'inherit' : 'ignore', 'ipc'],
    // A process group of its own: Ctrl+C in a terminal reaches the parent only, which then stops its children in order.
    detached: process.platform !== 'win32',
  })
  return {
    pid: child.pid,
    // Without the callback a failed send (the child is just gone) would be thrown as an 'error' event.
    post: (message) => void (child.connected && child.send(message as object, () => {})),
    onMessage: (listener) => void child.on('message', (message) => listener(message as In)),
    onExit: (listener) => onceGone(child, listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

function onceGone(child: ChildProcess, listener: (detail: string) => void): void {
  let told = false
  const tell = (detail: string) => {
    if (told) return
    told = true
    listener(detail)
  }
  child.once('exit', (code, signal) => tell(signal ?? `exit code ${code}`))
  child.on('error', (error) => {
    if (child.pid === undefined) tell(error.message)
  })
}
