import type { WorkerKind, WorkerProcess } from '../../engine/ports.ts'
import type { FromEngine } from './engine-link.ts'
import type { MessagePortLike } from './parent-channel.ts'

export interface RelayedWorkers {
  spawn(kind: WorkerKind): WorkerProcess
  /** The host has started the worker and sends the engine's end of its connection. */
  attach(workerId: number, port: MessagePortLike): void
  exited(workerId: number, detail: string): void
}

interface Relayed {
  port: MessagePortLike | undefined
  readonly early: unknown[]
  readonly messageListeners: ((message: unknown) => void)[]
  readonly exitListeners: ((detail: string) => void)[]
}

/** Workers that the host starts on the engine's behalf, because inside Electron only its main process can. */
export function createRelayedWorkers(post: (message: FromEngine) => void): RelayedWorkers {
  const workers = new Map<number, Relayed>()
  let lastId = 0
  return {
    spawn(worker) {
      const workerId = ++lastId
      const relayed: Relayed = { port: undefined, early: [], messageListeners: [], exitListeners: [] }
      workers.set(workerId, relayed)
      post({ kind: 'spawn-worker', workerId, worker })
      return {
        // Known to the host alone.
        pid: undefined,
        post: (message) => {
          const { port } = relayed
          if (port) port.postMessage(message)
          else relayed.early.push(message)
        },
        onMessage: (listener) => void relayed.messageListeners.push(listener),
        onExit: (listener) => void relayed.exitListeners.push(listener),
        kill: () => void (workers.has(workerId) && post({ kind: 'kill-worker', workerId })),
      }
    },
    attach(workerId, port) {
      const relayed = workers.get(workerId)
      if (!relayed) return port.close()
      relayed.port = port
      port.on('message', ({ data }) => relayed.messageListeners.forEach((listener) => listener(data)))
      port.start()
      for (const message of relayed.early.splice(0)) port.postMessage(message)
    },
    exited(workerId, detail) {
      const relayed = workers.get(workerId)
      if (!relayed) return
      workers.delete(workerId)
      relayed.port?.close()
      relayed.exitListeners.forEach((listener) => listener(detail))
    },
  }
}
