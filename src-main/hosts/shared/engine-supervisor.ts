import type { EngineState, PlainError } from '../../../src-preload/contract/index.ts'
import type { Log } from '../../engine/ports.ts'
import type { EngineProcess, FromEngine, ToEngine } from './engine-link.ts'
import { usualLimits, watchHeartbeat, type Heartbeat, type HeartbeatLimits } from './heartbeat.ts'

export interface SupervisorOptions {
  spawn(): EngineProcess
  readonly dataDir: string
  readonly modelsDir: string
  /** Every message that is not about the engine's own life. */
  onMessage(message: FromEngine): void
  onState(state: EngineState): void
  /** The process is gone, and with it every answer that was still awaited. */
  onLost(): void
  readonly log: Log
  /** Waits before the first, second, … start after a death. */
  readonly backOffMs?: readonly number[]
  readonly stopTimeoutMs?: number
  readonly heartbeat?: HeartbeatLimits
}

export interface EngineSupervisor {
  state(): EngineState
  /** Why the engine cannot run, as its own code and sentence; undefined unless the state is `failed`. */
  failure(): PlainError | undefined
  post(message: ToEngine): void
  restart(): Promise<void>
  /** Settles when the process is gone; it is killed when it takes longer than `stopTimeoutMs`. */
  stop(): Promise<void>
}

/** Deaths within a minute after which starting again is not worth it: something is wrong that stays wrong. */
const tooManyDeaths = 5
const deathsWithinMs = 60_000

const restartingMessage =
  'The search engine stopped unexpectedly and is starting again. Your photos are untouched.'

/** Keeps one engine process alive: starts it, starts it again when it dies or hangs, says so, and gives up in the end. */
export function superviseEngine(options: SupervisorOptions): EngineSupervisor {
  const {
    log,
    backOffMs = [200, 1_000, 5_000],
    stopTimeoutMs = 8_000,
    heartbeat: limits = usualLimits,
  } = options
  let state: EngineState = { kind: 'starting' }
  let failure: PlainError | undefined
  let current: EngineProcess | undefined
  let heartbeat: Heartbeat | undefined
  let timer: NodeJS.Timeout | undefined
  let deaths: number[] = []
  /** All the time that hung engines were waited for: it does not count as life between two deaths. */
  let silentMs = 0
  let restarting: Promise<void> | undefined
  let stopped = false

  const become = (next: EngineState) => {
    state = next
    options.onState(next)
  }
  const fail = (error: PlainError) => {
    failure = error
    become({ kind: 'failed', message: error.message })
  }

  function start(): void {
    const child = options.spawn()
    let hung: string | undefined
    current = child
    const life = watchHeartbeat(
      limits,
      () => child.post({ kind: 'ping' }),
      (forMs) => {
        hung = `it did not answer for ${Math.round(forMs / 1_000)} s`
        silentMs += forMs
        log('error', `the engine hangs (${hung}) and is ended`)
        // Nobody waits for answers any more, even if its end takes a while (a disk that does not answer either).
        options.onLost()
        become({ kind: 'restarting', message: restartingMessage })
        child.kill()
      },
    )
    heartbeat = life
    child.onMessage((message) => {
      if (current !== child || hung !== undefined) return
      life.heard()
      if (message.kind === 'alive') return
      if (message.kind === 'started') {
        life.started()
        return become({ kind: 'ready' })
      }
      if (message.kind !== 'start-failed') return options.onMessage(message)
      life.stop()
      current = undefined
      child.kill()
      fail(message.error)
    })
    child.onExit((detail) => {
      life.stop()
      if (current !== child) return
      current = undefined
      options.onLost()
      if (hung === undefined) log('error', `the engine ended by itself (${detail})`)
      died(hung ?? detail)
    })
    child.post({ kind: 'start', dataDir: options.dataDir, modelsDir: options.modelsDir })
  }

  function died(detail: string): void {
    const nowMs = performance.now() - silentMs
    deaths = [...deaths.filter((atMs) => nowMs - atMs < deathsWithinMs), nowMs]
    if (deaths.length >= tooManyDeaths) {
      const message = `The engine stopped ${deaths.length} times within a minute (${detail}). Your photos are untouched. Start Sightline again; if that does not help, run "sightline doctor".`
      return fail({ code: 'engine-down', message })
    }
    if (state.kind !== 'restarting') become({ kind: 'restarting', message: restartingMessage })
    const waitMs = backOffMs[Math.min(deaths.length, backOffMs.length) - 1] ?? 0
    timer = setTimeout(start, waitMs)
  }

  async function startAfresh(): Promise<void> {
    deaths = []
    failure = undefined
    become({ kind: 'starting' })
    await endProcess()
    if (!stopped) start()
  }

  async function endProcess(): Promise<void> {
    clearTimeout(timer)
    heartbeat?.stop()
    const child = current
    if (!child) return
    current = undefined
    await stopProcess(child, stopTimeoutMs)
    options.onLost()
  }

  start()
  return {
    state: () => state,
    failure: () => failure,
    post: (message) => current?.post(message),
    async stop() {
      stopped = true
      state = { kind: 'failed', message: 'Sightline is closing.' }
      await endProcess()
    },
    // Two clicks on "Start again" must not start two engines, of which one would never be stopped.
    restart: () => (restarting ??= startAfresh().finally(() => (restarting = undefined))),
  }
}

/** Asks, waits, then kills. `stopped` means that everything is closed, so killing is safe from there on. */
function stopProcess(child: EngineProcess, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => child.kill(), timeoutMs)
    child.onExit(() => {
      clearTimeout(limit)
      resolve()
    })
    child.onMessage((message) => {
      if (message.kind === 'stopped') child.kill()
    })
    child.post({ kind: 'stop' })
  })
}
