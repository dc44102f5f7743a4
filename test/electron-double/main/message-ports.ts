import { EventEmitter } from 'node:events'

type Deliver = (data: unknown) => void

/** One end of a channel. `deliver` is set once the end was handed to another process. */
export class MessagePortMain extends EventEmitter {
  static lastId = 0
  readonly id: number
  readonly early: unknown[] = []
  peer: MessagePortMain | undefined
  deliver: Deliver | undefined
  started = false
  closed = false

  constructor() {
    super()
    MessagePortMain.lastId += 1
    this.id = MessagePortMain.lastId
  }

  postMessage(data: unknown): void {
    const copy: unknown = structuredClone(data)
    if (!this.closed) queueMicrotask(() => this.peer?.receive(copy))
  }

  /** Messages wait until `start`, as in browsers. */
  receive(data: unknown): void {
    if (this.deliver) this.deliver(data)
    else if (this.started) this.emit('message', { data, ports: [] })
    else this.early.push(data)
  }

  start(): void {
    this.started = true
    for (const data of this.early.splice(0)) this.receive(data)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.emit('close')
    this.peer?.close()
  }

  /** Hands this end to another process; the answer takes the messages that come back from there. */
  transfer(deliver: Deliver): Deliver {
    this.deliver = deliver
    for (const data of this.early.splice(0)) deliver(data)
    return (data) => this.peer?.receive(data)
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}
