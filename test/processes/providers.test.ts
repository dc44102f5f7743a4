import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProviders, type ProvidersOptions } from '../../src-main/engine/embed/providers/providers.ts'
import { machineKey } from '../../src-main/engine/embed/providers/runtime-version.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { writeTowers } from '../../src-main/hosts/cli/bench/towers/write-towers.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import type { ProviderName } from '../../src-preload/contract/index.ts'
import { unmeasured, type MachineUse } from '../../src-main/engine/embed/providers/machine-use.ts'
import { startEngine } from '../../src-main/engine/engine.ts'
import { modelsDir, until } from '../helpers/engine.ts'
import { cosine, indexed, photoPool } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { starterModel } from '../helpers/models.ts'
import { tempDir } from '../helpers/temp.ts'

const model = { dir: starterModel, space: 'starter' }

function settingRows() {
  const rows = new Map<string, unknown>()
  return {
    rows,
    get: (name: string) => rows.get(name),
    set: (name: string, value: unknown) => rows.set(name, value),
  }
}

function providers(options: Partial<ProvidersOptions> = {}) {
  const room = createProviders({
    spawn: () => spawnNodeWorker('model'),
    kept: settingRows(),
    wanted: () => 'auto',
    workers: () => 2,
    model: () => model,
    onChanged: () => undefined,
    log: () => undefined,
    ...options,
  })
  onTestFinished(() => room.stop())
  return room
}

const harmful = resolve(import.meta.dirname, '../fixtures/harmful-model-worker.ts')
const spawnHarmful = () => forkNode<unknown, unknown>(harmful, { stderr: 'quiet' })

function noMore(): never {
  throw new Error('it was measured again')
}

describe('proving the providers of this machine', () => {
  it(
    'measures batches, threads and the CPU, keeps that, and does not measure again',
    { timeout: 90_000 },
    async () => {
      const kept = settingRows()
      const room = providers({ kept })
      expect(room.report()).toMatchObject({ inUse: 'cpu', provedAtMs: null, tried: [] })
      const [report, joined] = await Promise.all([room.prove(), room.prove()])
      expect(joined).toEqual(report)
      expect(report.tried[0]).toMatchObject({ provider: 'cpu', imagesPerSecond: expect.any(Number) })
      expect(report.tried.every(({ reason, provider }) => provider === 'cpu' || reason !== null)).toBe(true)
      expect(room.useOf(model).tuning(2)).toMatchObject({ workers: 2, threads: 1 })
      const later = providers({ kept, spawn: noMore, worthAfterMs: 0 })
      for (let photo = 0; photo < 200; photo++) later.useOf(model).photoRead()
      expect(later.report()).toEqual(report)
    },
  )

  it.skipIf(process.platform !== 'linux')(
    'takes a crash and a hang for a verdict',
    { timeout: 90_000 },
    async () => {
      const room = providers({ spawn: spawnHarmful, proofLimitMs: 10_000 })
      const { inUse, tried } = await room.prove()
      expect(inUse).toBe('cpu')
      expect(tried.map(({ provider, verdict, reason }) => [provider, verdict, reason])).toEqual([
        ['cpu', 'in-use', null],
        ['cuda', 'failed', 'It did not answer within 10 s.'],
        ['webgpu', 'failed', 'It takes the process down that runs it (SIGSEGV).'],
      ])
    },
  )

  it(
    'goes on for one caller when another leaves, and ends when nobody waits',
    { timeout: 90_000 },
    async () => {
      const room = providers()
      const [first, second] = [new AbortController(), new AbortController()]
      const [leaves, stays] = [room.prove(first.signal), room.prove(second.signal)]
      first.abort(new Error('enough'))
      await expect(leaves).rejects.toThrow('enough')
      expect((await stays).tried[0]?.imagesPerSecond).toBeGreaterThan(0)
      const third = new AbortController()
      const alone = room.prove(third.signal)
      third.abort(new Error('enough'))
      await expect(alone).rejects.toThrow('enough')
      expect(room.report().isMeasuring).toBe(false)
    },
  )

  it('counts photos over all sessions, and tries what failed again after a while', async () => {
    const kept = settingRows()
    let spawned = 0
    const spawn = () => {
      spawned += 1
      return spawnNodeWorker('model')
    }
    const session = async (photos: number) => {
      const room = providers({ kept, spawn, worthAfterMs: 0 })
      for (let photo = 0; photo < photos; photo++) room.useOf(model).photoRead()
      await room.stop()
    }
    await session(60)
    expect(spawned).toBe(0)
    await session(60)
    expect(spawned).toBe(1)
    const figures = { imagesPerSecond: 90, cpuImagesPerSecond: 20, leastCosine: 1, batchSize: 8 }
    const lost = {
      provider: 'webgpu',
      outcome: 'measured',
      reason: null,
      ...figures,
      gaveUp: 'It was lost.',
    } as const
    const tuning = { workers: 2, threads: 1, batchSize: 8 }
    const record = (atMs: number, workers: number) => ({
      key: machineKey(),
      provedAtMs: atMs,
      findings: [{ ...lost, atMs }],
      tunings: [{ ...tuning, workers }],
    })
    kept.set('machine.starter', record(Date.now(), 2))
    await session(1)
    expect(spawned).toBe(1)
    // Another number of workers needs another tuning.
    kept.set('machine.starter', record(Date.now(), 1))
    await session(1)
    expect(spawned).toBe(2)
    kept.set('machine.starter', record(Date.now() - 2 * 24 * 3600 * 1000, 2))
    await session(1)
    expect(spawned).toBe(3)
  })

  it('holds for the providers that the runtime finds', () => {
    const folder = tempDir('runtime')
    const bin = join(folder, 'bin', 'napi-v6', process.platform, process.arch)
    mkdirSync(bin, { recursive: true })
    const before = machineKey(folder)
    expect(machineKey(folder)).toBe(before)
    writeFileSync(join(bin, 'libonnxruntime_providers_cuda.so'), 'library')
    expect(machineKey(folder)).not.toBe(before)
  })

  it('forgets what was measured with another runtime, or on another machine', async () => {
    const kept = settingRows()
    const old = { key: '1.0.0 linux-x64 1', provedAtMs: 1, findings: [], tunings: [] }
    kept.set('machine.starter', old)
    expect(providers({ kept }).report().provedAtMs).toBeNull()
    kept.set('machine.starter', { nonsense: true })
    expect(providers({ kept }).report().provedAtMs).toBeNull()
  })

  it('begins on its own once many photos were read, and stops with the engine', async () => {
    const started: number[] = []
    const room = providers({
      worthAfterMs: 0,
      spawn: () => {
        const worker = spawnNodeWorker('model')
        started.push(worker.pid ?? 0)
        return worker
      },
    })
    const use = room.useOf(model)
    for (let photo = 1; photo < 100; photo++) use.photoRead()
    expect(started).toEqual([])
    use.photoRead()
    use.photoRead()
    expect(started).toHaveLength(1)
    await room.stop()
    expect(room.report().provedAtMs).toBeNull()
  })

  it('proves a provider as soon as a person wants it, and says why it is not used', async () => {
    const ports = { spawnWorker: spawnNodeWorker, emit: () => undefined, log: () => undefined, modelsDir }
    const engine = await startEngine(
      { ...ports, dataDir: tempDir('providers-wanted') },
      { role: 'indexer', watch: false, autoIndex: false },
    )
    onTestFinished(() => engine.stop())
    // On every system it is one that is not there.
    const provider = process.platform === 'win32' ? 'cuda' : 'dml'
    const report = () => engine.handlers['providers.report']({})
    expect(await report()).toMatchObject({ isMeasuring: false, tried: [] })
    expect((await report()).possible).toContain('cpu')
    await engine.handlers['settings.set']({ provider })
    expect((await report()).isMeasuring).toBe(true)
    await until('the proof', async () => (await report()).provedAtMs !== null, 60_000)
    expect(await report()).toMatchObject({
      inUse: 'cpu',
      wanted: provider,
      modelId: 'starter',
      isMeasuring: false,
    })
    const [cpu] = (await report()).tried
    expect(cpu?.reason).toMatch(/was chosen, but cannot be used\.$/)
  }, 90_000)

  it('keeps that a provider has failed later', async () => {
    const kept = settingRows()
    let changes = 0
    const fast = { provider: 'webgpu', outcome: 'measured', reason: null, imagesPerSecond: 90 } as const
    const finding = {
      ...fast,
      cpuImagesPerSecond: 20,
      leastCosine: 1,
      batchSize: 32,
      atMs: Date.now(),
      gaveUp: null,
    }
    const probe = providers({ kept, spawn: spawnHarmful, proofLimitMs: 500 })
    await probe.prove()
    kept.set('machine.starter', { ...(kept.get('machine.starter') as object), findings: [finding] })
    let wanted: ProviderName | 'auto' = 'auto'
    const room = providers({ kept, wanted: () => wanted, onChanged: () => (changes += 1) })
    expect(room.chosen()).toBe('webgpu')
    // What is quickest on the CPU is not what it gets.
    expect(room.useOf(model).tuning(2)).toMatchObject({ workers: 2, batchSize: 32 })
    room.useOf(model).gaveUp('webgpu', 'WebGPU failed (The device was lost).')
    expect(changes).toBe(1)
    wanted = 'webgpu'
    const again = providers({ kept, wanted: () => wanted })
    expect(again.chosen()).toBe('cpu')
    expect(again.report().tried.at(-1)).toMatchObject({ verdict: 'gave-up' })
  })
})

/** Chromium brings a graphics processor made of software, which WebGPU takes for a real one. */
const softwareGpu = '/usr/lib/chromium/vk_swiftshader_icd.json'
const softwareGpuVariables = { VK_ICD_FILENAMES: softwareGpu, LD_LIBRARY_PATH: '/usr/lib/chromium' }

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** A person who chooses it gets it: photos are read on it, and agree with those read on the CPU. */
async function readOnWebGpu(modelDir: string): Promise<void> {
  const gaveUp: string[] = []
  const machine: MachineUse = {
    ...unmeasured,
    provider: () => 'webgpu',
    gaveUp: (_, reason) => void gaveUp.push(reason),
  }
  const photos = tempDir('software-gpu-photos')
  const [name = ''] = await paintPhotos(photos, 1)
  const [onGpu, onCpu] = [photoPool({ modelDir, machine }), photoPool({ modelDir })]
  onTestFinished(async () => void (await Promise.all([onGpu.stop(), onCpu.stop()])))
  const [one, other] = await Promise.all([onGpu, onCpu].map((pool) => indexed(pool, join(photos, name))))
  expect(cosine(one?.embedding ?? [], other?.embedding ?? [])).toBeGreaterThan(0.9999)
  expect(gaveUp).toEqual([])
}

it.skipIf(!existsSync(softwareGpu))(
  'proves a real second provider: WebGPU on a software processor agrees and is slower (needs Chromium from Debian)',
  async () => {
    const dir = tempDir('software-gpu')
    await writeTowers(dir, { id: 'miniature', shape: miniature, precision: 'float32' })
    for (const [name, value] of Object.entries(softwareGpuVariables)) {
      const before = process.env[name]
      onTestFinished(() => restore(name, before))
      process.env[name] = value
    }
    const { inUse, tried } = await providers({ model: () => ({ dir, space: 'miniature' }) }).prove()
    const webgpu = tried.find(({ provider }) => provider === 'webgpu')
    console.info('WebGPU on a software processor:', webgpu)
    expect(inUse).toBe('cpu')
    expect(webgpu).toMatchObject({ verdict: 'slower' })
    expect(webgpu?.leastCosine).toBeGreaterThan(0.9999)
    await readOnWebGpu(dir)
  },
  120_000,
)
