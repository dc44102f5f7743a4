import type { FromEngine, ToEngine } from './engine-link.ts'

/** The engine's end of the connection to its host. */
export interface ParentChannel {
  readonly kind: 'node' | 'electron'
  post(message: FromEngine): void
  onMessage(listener: (message: ToEngine, port: MessagePortLike | undefined) => void): void
  /** The host is gone. Electron ends its utility processes itself. */
  onGone(listener: () => void): void
}

/** The part of Electron's MessagePortMain used here; nothing but hosts/electron imports electron. */
export interface MessagePortLike {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
  start(): void
  close(): void
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortLike[] }) => void): void
  postMessage(message: unknown): void
}

export function connectParent(): ParentChannel {
  const { parentPort: port } = process as { parentPort?: ParentPort }
  if (port) {
    return {
      kind: 'electron',
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data, ports }) => listener(data as ToEngine, ports[0])),
      onGone: () => {},
    }
  }
  if (!process.send) throw new Error('This file is the engine: it is started by a host, not by hand.')
  return {
    kind: 'node',
    post: (message) => void (process.connected && process.send?.(message)),
    onMessage: (listener) =>
      void process.on('message', (message) => listener(message as ToEngine, undefined)),
    onGone: (listener) => void process.on('disconnect', listener),
  }
}
