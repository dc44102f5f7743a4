import { endWithParent } from './end-with-parent.ts'
import { makeFilesPrivate } from './keep-to-user.ts'

/** The worker's end of its connection to the engine, whatever started it. */
export interface WorkerPort {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** How long a worker may take to notice that the engine is gone. */
const orphanGraceMs = 5_000

/** The parts of Electron's `process.parentPort` used here, so that the engine need not know Electron. */
interface PortLike {
  on(event: 'message', listener: (event: { data: unknown; ports?: PortLike[] }) => void): void
  postMessage(message: unknown): void
  start?(): void
}

/**
 * Connects a worker process to the engine. Under plain Node the process's own channel is used (child_process.fork
 * with advanced serialization); under Electron the first message on `parentPort` brings the engine's message port.
 */
export function connectWorkerPort(): WorkerPort {
  makeFilesPrivate()
  const parentPort = (process as { parentPort?: PortLike }).parentPort
  return parentPort ? electronPort(parentPort) : nodePort()
}

function nodePort(): WorkerPort {
  if (!process.send) throw new Error('This file is a worker: it is started by the engine, not by hand.')
  // The engine is gone when the channel closes; a worker must not outlive it.
  process.on('disconnect', () => process.exit(0))
  endWithParent(orphanGraceMs)
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  }
}

function electronPort(parentPort: PortLike): WorkerPort {
  let port: PortLike | undefined
  const early: unknown[] = []
  const listeners: ((message: unknown) => void)[] = []
  parentPort.on('message', ({ ports }) => {
    const [received] = ports ?? []
    if (!received || port) return
    port = received
    port.on('message', ({ data }) => listeners.forEach((listener) => listener(data)))
    port.start?.()
    for (const message of early.splice(0)) port.postMessage(message)
  })
  return {
    post: (message) => (port ? port.postMessage(message) : void early.push(message)),
    onMessage: (listener) => void listeners.push(listener),
  }
}
