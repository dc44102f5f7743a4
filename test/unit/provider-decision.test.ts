import { describe, expect, it } from 'vitest'
import { decide } from '../../src-main/engine/embed/providers/decide.ts'
import { foundMeasured, foundNot } from '../../src-main/engine/embed/providers/findings.ts'
import { deviceMissing, providerFault } from '../../src-main/engine/embed/providers/provider-fault.ts'
import { candidates } from '../../src-main/engine/embed/providers/provider-titles.ts'
import { sessionOptions } from '../../src-main/engine/embed/providers/session-options.ts'

const figures = (imagesPerSecond: number, leastCosine: number | null = 1) => ({
  imagesPerSecond,
  cpuImagesPerSecond: 20,
  leastCosine,
  batchSize: null,
})
const cpu = foundMeasured('cpu', figures(20))

describe('which provider is used', () => {
  it('is the CPU before anything is known', () => {
    expect(decide([], 'auto').inUse).toBe('cpu')
  })

  it('is the fastest that agrees', () => {
    const { inUse, tried } = decide(
      [cpu, foundMeasured('dml', figures(90)), foundMeasured('webgpu', figures(60))],
      'auto',
    )
    expect(inUse).toBe('dml')
    expect(tried.map(({ provider, verdict, reason }) => [provider, verdict, reason])).toEqual([
      ['cpu', 'agrees', null],
      ['dml', 'in-use', null],
      ['webgpu', 'agrees', 'DirectML is faster still.'],
    ])
  })

  it('is never one that disagrees, however fast', () => {
    const { inUse, tried } = decide([cpu, foundMeasured('webgpu', figures(900, 0.42))], 'auto')
    expect(inUse).toBe('cpu')
    expect(tried[1]).toMatchObject({ verdict: 'disagrees', reason: expect.stringContaining('0.420') })
    const notFinite = decide([cpu, foundMeasured('webgpu', figures(900, null))], 'webgpu')
    expect(notFinite.inUse).toBe('cpu')
    expect(notFinite.tried[1]?.reason).toBe('It gives numbers that are not finite.')
  })

  it('is not a slower one, unless a person chose it', () => {
    const slow = [cpu, foundMeasured('webgpu', figures(1.02))]
    expect(decide(slow, 'auto')).toMatchObject({ inUse: 'cpu', tried: [{}, { verdict: 'slower' }] })
    const { inUse, tried } = decide(slow, 'webgpu')
    expect(inUse).toBe('webgpu')
    expect(tried[1]).toMatchObject({
      verdict: 'in-use',
      reason: 'It is slower than the CPU (1.0 against 20 pictures a second). It was chosen.',
    })
  })

  it('is the CPU when a person chose that', () => {
    const { inUse, tried } = decide([cpu, foundMeasured('cuda', figures(200))], 'cpu')
    expect(inUse).toBe('cpu')
    expect(tried[1]).toMatchObject({ verdict: 'agrees', reason: 'The CPU was chosen.' })
  })

  it('is the CPU, with the reason, when the chosen one failed, gave up or is not here', () => {
    const gone = { ...foundMeasured('webgpu', figures(90)), gaveUp: 'WebGPU failed (The device was lost).' }
    for (const [finding, verdict] of [
      [foundNot('webgpu', 'failed', 'It crashed.'), 'failed'],
      [foundNot('webgpu', 'not-here', 'There is none.'), 'not-here'],
      [gone, 'gave-up'],
    ] as const) {
      const { inUse, tried } = decide([cpu, finding], 'webgpu')
      expect(inUse).toBe('cpu')
      expect(tried[0]).toMatchObject({ provider: 'cpu', reason: 'WebGPU was chosen, but cannot be used.' })
      expect(tried[1]).toMatchObject({ verdict, reason: finding.gaveUp ?? finding.reason })
    }
  })
})

describe('providers', () => {
  it('exist where their systems do', () => {
    expect(candidates('win32', 'x64')).toEqual(['dml', 'webgpu'])
    expect(candidates('darwin', 'arm64')).toEqual(['coreml', 'webgpu'])
    expect(candidates('linux', 'x64')).toEqual(['cuda', 'webgpu'])
    expect(candidates('freebsd', 'x64')).toEqual([])
  })

  it('are opened as each of them wants it', () => {
    expect(sessionOptions('dml', 2)).toMatchObject({ enableMemPattern: false, executionMode: 'sequential' })
    expect(sessionOptions('coreml', 2)).toMatchObject({ executionProviders: [{ name: 'coreml' }] })
    expect(sessionOptions('webgpu', 2)).toMatchObject({ executionProviders: [{ name: 'webgpu' }] })
  })

  it('say in one sentence why they failed', () => {
    const inRuntime = new Error(
      '/onnxruntime_src/core/providers/webgpu/webgpu_context.cc:136 Initialize() status == Success was false. The device was lost.\n',
    )
    const wrapped = new Error('vision.onnx cannot be loaded', { cause: inRuntime })
    expect(providerFault('webgpu', wrapped)).toBe('WebGPU failed (The device was lost).')
    expect(deviceMissing('webgpu', wrapped)).toBeNull()
    expect(deviceMissing('webgpu', new Error('Failed to get a WebGPU adapter: No supported adapters'))).toBe(
      'There is no graphics processor here that WebGPU can use.',
    )
  })
})
