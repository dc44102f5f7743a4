import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { MachineUse } from '../../src-main/engine/embed/providers/machine-use.ts'
import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import type { ProviderName } from '../../src-preload/contract/index.ts'
import { cosine, photoPool, sabotagedWorkers } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('provider-fallback')
let paths: string[] = []
beforeAll(async () => {
  paths = (await paintPhotos(dir, 40)).map((name) => join(dir, name))
})

const fixture = resolve(import.meta.dirname, '../fixtures/failing-provider-worker.ts')
const spawnFailing = () => forkNode<unknown, unknown>(fixture, { stderr: 'quiet' })

/** What the engine keeps of a machine, with one provider in use until it gives up. */
function machineWith(provider: ProviderName): MachineUse & { readonly reasons: string[] } {
  let inUse = provider
  const reasons: string[] = []
  return {
    reasons,
    provider: () => inUse,
    tuning: () => null,
    photoRead: () => undefined,
    gaveUp: (name, reason) => {
      expect(name).toBe(provider)
      reasons.push(reason)
      inUse = 'cpu'
    },
  }
}

/** With the CPU behind every name. */
const working = resolve(import.meta.dirname, '../fixtures/any-provider-worker.ts')
const spawnWorking = () => forkNode<unknown, unknown>(working, { stderr: 'quiet' })

function dyingWithItsFirst(worker: WorkerProcess): WorkerProcess {
  const listen = (listener: (message: unknown) => void) => (message: unknown) => {
    listener(message)
    if ((message as { kind: string }).kind === 'begun') worker.kill()
  }
  return { ...worker, onMessage: (listener) => worker.onMessage(listen(listener)) }
}

function poolOn(machine: MachineUse, spawn: () => WorkerProcess = spawnFailing) {
  const pool = photoPool({ machine, spawn, workers: 2 })
  onTestFinished(() => pool.stop())
  return pool
}

const isSeventh = (path: string) => path.endsWith('painted-007.jpg')
const kill = (worker: { kill(): void }) => {
  worker.kill()
  return true
}

describe('a provider that fails while photos are read', () => {
  it.each([
    ['webgpu', 'that throws in the middle of the work', 'WebGPU failed (The device was lost).'],
    ['coreml', 'that cannot be opened any more', 'CoreML failed (The device is busy).'],
    ['dml', 'that gives numbers that are not finite', 'DirectML gave numbers that are not finite.'],
    ['cuda', 'that takes its process down', 'Two workers ended while they used it (it crashed, SIGKILL).'],
  ] as const)('%s: one %s is given up and costs no photo', async (provider, _, reason) => {
    const machine = machineWith(provider)
    const pool = poolOn(machine)
    const onCpu = photoPool()
    onTestFinished(() => onCpu.stop())
    const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
    expect(outcomes.filter(({ kind }) => kind !== 'indexed')).toEqual([])
    expect(new Set(machine.reasons)).toEqual(new Set([reason]))
    const [first, expected] = [outcomes[0], await onCpu.process(paths[0] ?? '')]
    if (first?.kind !== 'indexed' || expected.kind !== 'indexed') throw new Error('not indexed')
    expect(cosine(first.embedding, expected.embedding)).toBeGreaterThan(0.9999)
  })

  it('reads the photos that a worker died with before those that wait, though the others are busy', async () => {
    let spawned = 0
    const spawn = () => {
      const worker = spawnWorking()
      return spawned++ === 0 ? dyingWithItsFirst(worker) : worker
    }
    const pool = poolOn(machineWith('webgpu'), spawn)
    const done: number[] = []
    const many = Array.from({ length: 6 }, () => paths).flat()
    const outcomes = await Promise.all(
      many.map((path, at) => pool.process(path).finally(() => void done.push(at))),
    )
    expect(outcomes.filter(({ kind }) => kind !== 'indexed')).toEqual([])
    // The first photo is one of those that its worker died with.
    expect(done.indexOf(0)).toBeLessThan(many.length - paths.length)
  })

  it('blames the photo, not the provider, when the same happens on the CPU', async () => {
    const machine = machineWith('webgpu')
    // Real workers: here the provider's name is enough, for they die before it would be used.
    const pool = poolOn(machine, sabotagedWorkers(isSeventh, kill))
    const outcome = await pool.process(paths[7] ?? '')
    expect(outcome).toEqual({
      kind: 'failed',
      reason: 'Reading this picture makes the decoder crash (SIGKILL).',
    })
    expect(machine.reasons.filter((reason) => reason.includes('Two workers'))).toEqual([])
  })
})
