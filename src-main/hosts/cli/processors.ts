import type { ProviderReport, ProviderTrial } from '../../../src-preload/contract/index.ts'
import { providerTitles } from '../../engine/embed/providers/provider-titles.ts'
import { providersWithoutLibrary } from '../../engine/embed/providers/without-library.ts'
import type { Engine } from '../../engine/engine.ts'
import { createLog } from '../shared/log.ts'
import { spawnNodeWorker } from '../shared/node-workers.ts'
import { modelsFolder } from '../shared/paths.ts'
import type { Outcome } from './outcome.ts'

/** Ctrl+C ends the measurement with the engine. */
export async function proveInEngine(engine: Engine, signal: AbortSignal): Promise<ProviderReport> {
  const stop = () => void engine.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await engine.handlers['providers.prove']({})
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

export function proveWithoutLibrary(signal: AbortSignal): Promise<ProviderReport> {
  const ports = { modelsDir: modelsFolder(), spawnWorker: spawnNodeWorker, log: createLog('silent') }
  return providersWithoutLibrary(ports).prove(signal)
}

/** What the doctor found, with what each processor can do. */
export function withProcessors(outcome: Outcome, gpu: ProviderReport): Outcome {
  const document = { ...(outcome.document as object), gpu }
  return { ...outcome, document, lines: [...outcome.lines, '', ...processorLines(gpu)] }
}

const verdicts: Record<ProviderTrial['verdict'], string> = {
  'in-use': 'in use',
  agrees: 'agrees',
  slower: 'slower',
  disagrees: 'differs',
  failed: 'failed',
  'gave-up': 'gave up',
  'not-here': 'missing',
}

export function processorLines({ modelId, wanted, tried }: ProviderReport): string[] {
  const choice = wanted === 'auto' ? 'the fastest that agrees with the CPU' : titled(wanted)
  return [`Processors, measured with the model ${modelId}; wanted: ${choice}`, ...tried.map(line)]
}

function line({ provider, verdict, reason, imagesPerSecond, leastCosine }: ProviderTrial): string {
  const figures = [
    imagesPerSecond === null ? [] : [`${imagesPerSecond.toFixed(1)} pictures/s`],
    leastCosine === null ? [] : [`cosine ${leastCosine.toFixed(4)} with the CPU`],
    reason === null ? [] : [reason],
  ].flat()
  return `${verdicts[verdict].padEnd(8)}  ${titled(provider).padEnd(9)} ${figures.join(', ')}`.trimEnd()
}

function titled(provider: ProviderTrial['provider']): string {
  return provider === 'cpu' ? 'CPU' : providerTitles[provider]
}
