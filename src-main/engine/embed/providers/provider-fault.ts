import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import { providerTitles } from './provider-titles.ts'

const noDevice = /no supported adapters|no cuda-capable device|failed to get a webgpu adapter|887a0002/i

/** Null unless what was thrown says that nothing in this machine can run the provider; else one sentence. */
export function deviceMissing(provider: ProviderName, error: unknown): string | null {
  if (!noDevice.test(innermost(error))) return null
  return `There is no graphics processor here that ${providerTitles[provider]} can use.`
}

/** What a provider threw, as one sentence: ONNX Runtime puts places in its own sources and conditions before it. */
export function providerFault(provider: ProviderName, error: unknown): string {
  // What a model's file is called in it may have any length.
  const [firstLine = ''] = innermost(error).slice(0, 5_000).split('\n')
  const told = firstLine
    .replace(/^.*\bwas false\.\s*/, '')
    .replace(/^.*\[ONNXRuntimeError\] : \d+ : \w+ : /, '')
    .replace(/^(?:[A-Z]:)?[\\/]\S+\.(?:cc|cpp|h):\d+ /, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 200)
  const title = providerTitles[provider]
  return `${title.charAt(0).toUpperCase()}${title.slice(1)} failed (${told || 'it said no more'}).`
}

/** A fault of a model file wraps what the runtime threw. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? innermost(error.cause) : error.message
}
