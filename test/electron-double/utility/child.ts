import { EventEmitter } from 'node:events'
import { standForElectron } from '../module-hooks.ts'
import { MessagePortMain } from '../main/message-ports.ts'
import type { UtilityMessage } from './messages.ts'

// Loaded before the entry of a utility process: gives it `process.parentPort`, and takes away what Node's fork gave it.

standForElectron('utility')

const channel = process.send?.bind(process)
const post = (message: UtilityMessage): void => void (process.connected && channel?.(message))
const ports = new Map<number, MessagePortMain>()
const early: { data: unknown; ports: MessagePortMain[] }[] = []

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    post({ kind: 'message', data, ports: [] })
  }
  start(): void {}
}
const parentPort = new ParentPort()

/** The port's far end lives in another process: what is posted here goes out through the channel. */
function receivePort(id: number): MessagePortMain {
  const far = new MessagePortMain()
  const near = new MessagePortMain()
  near.peer = far
  far.peer = near
  far.transfer((data) => post({ kind: 'port', port: id, data }))
  ports.set(id, near)
  return near
}

process.on('message', (message: UtilityMessage) => {
  if (message.kind === 'port') {
    ports.get(message.port)?.receive(message.data)
    return
  }
  const event = { data: message.data, ports: message.ports.map(receivePort) }
  // Messages are queued until somebody listens, as in Electron.
  if (parentPort.listenerCount('message') > 0) parentPort.emit('message', event)
  else early.push(event)
})
parentPort.on('newListener', (name) => {
  if (name !== 'message') return
  queueMicrotask(() => {
    for (const event of early.splice(0)) parentPort.emit('message', event)
  })
})
process.on('disconnect', () => process.exit(0))

Object.defineProperty(process, 'parentPort', { value: parentPort })
Object.defineProperty(process, 'send', { value: undefined })
