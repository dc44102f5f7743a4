import type { PauseReason, Settings, Speed } from '../../../src-preload/contract/index.ts'
import type { Log } from '../ports.ts'
import { workerCount } from '../settings.ts'
import { pressureAfter, type MemoryReading, type Pressure } from './memory-pressure.ts'

export interface PaceOptions {
  readonly settings: () => Settings
  /** Photo workers, whatever model they read for. */
  readonly workers: { setWorkers(count: number, speed: Speed): void }
  readonly pause: (reason: PauseReason, message: string) => void
  readonly resume: (reason: PauseReason) => void
  /** Whether photos are being read: only then is the memory looked at, and while it is short. */
  readonly isBusy: () => boolean
  readonly onSlowed: () => void
  readonly readMemory: () => Promise<MemoryReading>
  readonly everyMs?: number
  readonly log: Log
}

/** How much of the machine indexing takes: what the person set, and less while memory is short or the battery is used. */
export interface Pace {
  /** The settings are others now. */
  follow(): void
  setOnBattery(onBattery: boolean): void
  /** Looks at the memory now, before a run of photos begins, and not only at the next tick. */
  look(): void
  /** One sentence while fewer photos are read than the speed allows. */
  slowed(): string | null
  stop(): void
}

const slowedSentence = 'Memory is short, so photos are read more slowly.'
const noMemory =
  'Almost no memory is left, so indexing waits; it goes on by itself when other programs need less.'
const onItsBattery =
  'Indexing waits while the computer runs on its battery; it goes on by itself when it is plugged in.'

export function createPace(options: PaceOptions): Pace {
  const { settings, workers } = options
  let pressure: Pressure = 'none'
  let onBattery = false
  let restsOnBattery = settings().pauseOnBattery
  let looking = false
  let stopped = false
  const timer = setInterval(() => void look(), options.everyMs ?? 3_000)
  timer.unref()

  async function look(): Promise<void> {
    if (looking || !(options.isBusy() || pressure !== 'none')) return
    looking = true
    try {
      const reading = await options.readMemory()
      if (!stopped) press(pressureAfter(pressure, reading), reading)
    } catch (error) {
      options.log('warn', `the memory could not be read: ${String(error)}`)
    } finally {
      looking = false
    }
  }

  function press(now: Pressure, { availableBytes }: MemoryReading): void {
    if (now === pressure) return
    options.log('info', `memory: ${now} pressure, ${Math.round(availableBytes / 2 ** 20)} MB left`)
    const before = pressure
    pressure = now
    applyWorkers()
    if (now === 'critical') options.pause('low-memory', noMemory)
    else if (before === 'critical') options.resume('low-memory')
    options.onSlowed()
  }

  function applyWorkers(): void {
    const wanted = settings()
    workers.setWorkers(pressure === 'none' ? workerCount(wanted) : 1, wanted.speed)
  }

  function applyBattery(): void {
    if (onBattery && restsOnBattery) options.pause('battery', onItsBattery)
    else options.resume('battery')
  }

  return {
    follow: () => {
      applyWorkers()
      // Another setting changed: what the person said about the battery meanwhile holds.
      if (settings().pauseOnBattery === restsOnBattery) return
      restsOnBattery = settings().pauseOnBattery
      applyBattery()
    },
    setOnBattery: (now) => {
      // Told again, but no other than before: what the person said meanwhile holds.
      if (now === onBattery) return
      onBattery = now
      applyBattery()
    },
    look: () => void look(),
    slowed: () => (pressure === 'little' ? slowedSentence : null),
    stop: () => {
      stopped = true
      clearInterval(timer)
    },
  }
}
