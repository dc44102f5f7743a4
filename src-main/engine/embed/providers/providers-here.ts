import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import { listSupportedBackends } from '../onnx/runtime.ts'
import { providerTitles } from './provider-titles.ts'

/** Null when this build of ONNX Runtime has the provider; else one sentence. Whether a device is behind it, only use tells. */
export function whyNotHere(provider: ProviderName): string | null {
  const isBuiltIn = listSupportedBackends().some(({ name }) => name === provider)
  if (!isBuiltIn) return `This build of ONNX Runtime has no ${providerTitles[provider]}.`
  // The binding knows CUDA on every Linux, but its library is a download of its own.
  if (provider === 'cuda' && !hasCudaLibrary()) return 'The CUDA library of ONNX Runtime is not installed.'
  return null
}

function hasCudaLibrary(): boolean {
  const library = 'libonnxruntime_providers_cuda.so'
  const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))
  return existsSync(join(runtime, 'bin', 'napi-v6', process.platform, process.arch, library))
}
