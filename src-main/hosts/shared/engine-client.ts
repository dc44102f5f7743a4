import {
  fromPlainError,
  type Emit,
  type EngineState,
  type PlainError,
  type Reply,
} from '../../../src-preload/contract/index.ts'
import type { PictureSource } from '../../engine/engine.ts'
import type { Log } from '../../engine/ports.ts'
import type { EngineProcess, EventMessage, FromEngine, PictureSize, ToEngine } from './engine-link.ts'
import { superviseEngine } from './engine-supervisor.ts'
import type { HeartbeatLimits } from './heartbeat.ts'

export interface EngineClientOptions {
  spawn(): EngineProcess
  readonly dataDir: string
  readonly modelsDir: string
  readonly onEvent?: Emit
  readonly log: Log
  readonly backOffMs?: readonly number[]
  readonly stopTimeoutMs?: number
  /** When a silent engine counts as hung. */
  readonly heartbeat?: HeartbeatLimits
  /** How long a request waits for an engine that is starting, or starting again. */
  readonly patienceMs?: number
}

export interface EngineClient {
  /** Never throws. While the engine is away: waits a little, then answers `engine-down`. */
  request(name: string, args: unknown): Promise<Reply<unknown>>
  /** Throws a CodedError. */
  picture(photoId: number, size: PictureSize): Promise<PictureSource>
  /** Adds a listener for every event of the engine, `engine.state` among them; the answer removes it. */
  subscribe(listener: (event: EventMessage) => void): () => void
  state(): EngineState
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A first start may check a large catalog on a slow disk, and a folder named on a command line must not be lost to it. */
const startPatienceMs = 60_000
const restartPatienceMs = 5_000

const down: PlainError = {
  code: 'engine-down',
  message: 'The engine is starting again; try once more in a moment.',
}

/** The host's side of the engine process: requests get answers, whatever happens to the process. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const pending = new Map<number, (reply: Reply<unknown>) => void>()
  const waiting = new Set<() => void>()
  const listeners = new Set<(event: EventMessage) => void>()
  let lastId = 0

  const tell = (event: EventMessage) => {
    // The union of names cannot be told apart by a generic call; each message was built with its own payload.
    options.onEvent?.(event.name, event.payload as never)
    for (const listener of listeners) listener(event)
  }
  const answerAll = (error: PlainError) => {
    for (const settle of pending.values()) settle({ ok: false, error })
    pending.clear()
  }
  const receive = (message: FromEngine) => {
    if (message.kind === 'event') return tell(message)
    if (message.kind !== 'answer') return
    pending.get(message.id)?.(message.reply)
    pending.delete(message.id)
  }

  const supervisor = superviseEngine({
    ...options,
    onMessage: receive,
    onLost: () => answerAll(down),
    onState: (payload) => {
      tell({ kind: 'event', name: 'engine.state', payload })
      for (const wake of waiting) wake()
    },
  })

  const patienceMs = () =>
    options.patienceMs ?? (supervisor.state().kind === 'starting' ? startPatienceMs : restartPatienceMs)

  /** Settles when the engine is ready, has failed, or patience is over. */
  const settled = () =>
    new Promise<void>((resolve) => {
      const check = () => {
        const { kind } = supervisor.state()
        if (kind === 'ready' || kind === 'failed') finish()
      }
      const finish = () => {
        clearTimeout(limit)
        waiting.delete(check)
        resolve()
      }
      const limit = setTimeout(finish, patienceMs())
      waiting.add(check)
      check()
    })

  async function ask(message: (id: number) => ToEngine): Promise<Reply<unknown>> {
    if (supervisor.state().kind !== 'ready') await settled()
    if (supervisor.state().kind !== 'ready') return { ok: false, error: supervisor.failure() ?? down }
    const id = ++lastId
    return new Promise((resolve) => {
      pending.set(id, resolve)
      try {
        supervisor.post(message(id))
      } catch (error) {
        // Nested too deep, say, to be copied to another process.
        pending.delete(id)
        const why = error instanceof Error ? error.message : String(error)
        const refused = `The request cannot be handed to the engine (${why}).`
        resolve({ ok: false, error: { code: 'bad-arguments', message: refused } })
      }
    })
  }

  return {
    request: (name, args) => ask((id) => ({ kind: 'request', id, name, args })),
    async picture(photoId, size) {
      const reply = await ask((id) => ({ kind: 'picture', id, photoId, size }))
      if (!reply.ok) throw fromPlainError(reply.error)
      return reply.value as PictureSource
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    state: supervisor.state,
    restart: supervisor.restart,
    stop: supervisor.stop,
  }
}
