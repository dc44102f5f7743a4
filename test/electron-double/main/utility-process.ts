import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { UtilityMessage } from '../utility/messages.ts'
import type { MessagePortMain } from './message-ports.ts'
import { strict } from './strict.ts'

interface ForkOptions {
  readonly serviceName?: string
  readonly stdio?: 'inherit' | 'ignore'
  readonly env?: NodeJS.ProcessEnv
}

const running = new Set<UtilityProcess>()

/** Electron's utility process as a plain Node process with the double's `process.parentPort` in it. */
class UtilityProcess extends EventEmitter {
  readonly serviceName: string
  readonly child: ChildProcess
  readonly portReceivers = new Map<number, (data: unknown) => void>()
  gone = false

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super()
    const output = options.stdio ?? 'inherit'
    this.serviceName = options.serviceName ?? 'Node Utility Process'
    this.child = fork(entry, args, {
      execArgv: ['--import', new URL('../utility/child.ts', import.meta.url).href],
      serialization: 'advanced',
      env: options.env ?? process.env,
      stdio: ['ignore', output, output, 'ipc'],
    })
    running.add(this)
    this.child.on('spawn', () => this.emit('spawn'))
    this.child.on('message', (message) => this.receive(message as UtilityMessage))
    this.child.on('exit', (code) => {
      this.gone = true
      running.delete(this)
      this.emit('exit', code ?? 0)
    })
  }

  /** Known from the spawn event on until the process is gone, as in Electron. */
  get pid(): number | undefined {
    return this.gone ? undefined : this.child.pid
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    for (const port of transfer) {
      const toPeer = port.transfer((message) => this.send({ kind: 'port', port: port.id, data: message }))
      this.portReceivers.set(port.id, toPeer)
    }
    this.send({ kind: 'message', data, ports: transfer.map(({ id }) => id) })
  }

  kill(): boolean {
    return this.child.kill()
  }

  send(message: UtilityMessage): void {
    if (this.child.connected) this.child.send(message, () => {})
  }

  receive(message: UtilityMessage): void {
    if (message.kind === 'message') this.emit('message', message.data)
    else this.portReceivers.get(message.port)?.(message.data)
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork: (entry: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    strict('UtilityProcess', new UtilityProcess(entry, args, options)),
})

/** For app.getAppMetrics(). */
export function utilityMetrics(): { type: string; pid: number; serviceName: string; name: string }[] {
  return [...running].flatMap(({ pid, serviceName }) =>
    pid === undefined ? [] : [{ type: 'Utility', pid, serviceName, name: serviceName }],
  )
}

/** Electron ends its utility processes with itself. */
export function killUtilityProcesses(): void {
  for (const { child } of running) child.kill('SIGKILL')
}
