import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Settings } from '../../src-preload/contract/index.ts'
import { createPace } from '../../src-main/engine/indexing/pace.ts'
import { createPausing } from '../../src-main/engine/indexing/pausing.ts'
import { createRests } from '../../src-main/engine/indexing/rests.ts'

const gibibyte = 2 ** 30

function pace(given: Partial<Settings> = {}) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const settings = { speed: 'normal', workers: 4, pauseOnBattery: true, ...given } as {
    -readonly [K in keyof Settings]: Settings[K]
  }
  const said: string[] = []
  const memory = { leftGb: 8, busy: true }
  const made = createPace({
    settings: () => settings,
    workers: { setWorkers: (count, speed) => void said.push(`${count} ${speed}`) },
    pause: (reason, message) => void said.push(`pause ${reason}: ${message.length > 20}`),
    resume: (reason) => void said.push(`resume ${reason}`),
    isBusy: () => memory.busy,
    onSlowed: () => undefined,
    readMemory: async () => ({ availableBytes: memory.leftGb * gibibyte, totalBytes: 16 * gibibyte }),
    everyMs: 5,
    log: () => undefined,
  })
  onTestFinished(made.stop)
  /** What was done since it was asked last. */
  const done = () => said.splice(0)
  const after = async (leftGb: number) => {
    memory.leftGb = leftGb
    await vi.advanceTimersByTimeAsync(20)
    return done()
  }
  return { ...made, settings, memory, done, after }
}

describe('the pace', () => {
  it('is one worker while memory is short, none while it is almost gone, and the full number afterwards', async () => {
    const { after, slowed } = pace()
    expect(await after(1)).toEqual(['1 normal'])
    expect(slowed()).toMatch(/Memory is short/)
    expect(await after(0.2)).toEqual(['1 normal', 'pause low-memory: true'])
    expect(slowed()).toBeNull()
    expect(await after(1)).toEqual(['1 normal', 'resume low-memory'])
    expect(await after(8)).toEqual(['4 normal'])
    expect(slowed()).toBeNull()
  })

  it('looks at the memory of an idle engine only until the pressure is over', async () => {
    const { memory, after } = pace()
    await after(0.2)
    memory.busy = false
    expect(await after(8)).toEqual(['4 normal', 'resume low-memory'])
    expect(await after(0.2)).toEqual([])
  })

  it('follows the settings at once, but not beyond what memory allows', async () => {
    const { settings, follow, done, after } = pace()
    settings.speed = 'gentle'
    settings.workers = null
    follow()
    expect(done()).toEqual(['1 gentle'])
    await after(1)
    Object.assign(settings, { speed: 'full', workers: 6 })
    follow()
    expect(done()).toEqual(['1 full'])
  })

  it('rests on battery when it should, and leaves the last word to the person', () => {
    const { settings, setOnBattery, follow, done } = pace()
    setOnBattery(true)
    expect(done()).toEqual(['pause battery: true'])
    // The person goes on meanwhile; neither the host's repetition nor another setting takes that back.
    setOnBattery(true)
    settings.workers = 2
    follow()
    expect(done()).toEqual(['2 normal'])
    setOnBattery(false)
    setOnBattery(true)
    expect(done()).toEqual(['resume battery', 'pause battery: true'])
    settings.pauseOnBattery = false
    follow()
    expect(done()).toEqual(['2 normal', 'resume battery'])
    setOnBattery(false)
    setOnBattery(true)
    expect(done()).toEqual(['resume battery', 'resume battery'])
  })
})

describe('pausing', () => {
  it('lasts until its last reason is gone, and says the weightiest', () => {
    const pausing = createPausing()
    expect(pausing.now()).toBeNull()
    expect(pausing.begin({ reason: 'battery', message: 'b' })).toBe(true)
    expect(pausing.begin({ reason: 'battery', message: 'b' })).toBe(false)
    pausing.begin({ reason: 'person', message: null })
    pausing.begin({ reason: 'disk-full', message: 'd' })
    expect(pausing.now()).toEqual({ reason: 'person', message: null })
    expect(pausing.end('person')).toBe(true)
    expect(pausing.now()?.reason).toBe('disk-full')
    expect(pausing.end('disk-full')).toBe(true)
    expect(pausing.end('low-memory')).toBe(false)
    expect(pausing.now()?.reason).toBe('battery')
    expect(pausing.end()).toBe(true)
    expect(pausing.now()).toBeNull()
    expect(pausing.end()).toBe(false)
  })
})

const work = () => new Promise<void>((resolve) => setTimeout(resolve, 30))

describe('rests', () => {
  it('take as long as the work, and only when the speed is gentle', async () => {
    let speed: Settings['speed'] = 'gentle'
    const restsMs: number[] = []
    const rests = createRests(
      () => speed,
      async (ms) => restsMs.push(ms),
    )
    expect(rests.atOnce()).toBe(2)
    await rests.around(work)
    expect(restsMs).toEqual([expect.any(Number)])
    expect(restsMs[0]).toBeGreaterThan(28)
    expect(restsMs[0]).toBeLessThanOrEqual(2_000)
    speed = 'normal'
    expect(rests.atOnce()).toBe(Infinity)
    await rests.around(work)
    expect(restsMs).toHaveLength(1)
  })

  it('end when indexing does', async () => {
    const rests = createRests(
      () => 'gentle',
      (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', reject)),
    )
    const photo = rests.around(work)
    setTimeout(rests.stop, 60)
    await photo
  })
})
