import type { ProviderName } from '../../../../src-preload/contract/index.ts'

/** What people call them. */
export const providerTitles: Record<ProviderName, string> = {
  cpu: 'the CPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
  webgpu: 'WebGPU',
}

/** Those that can exist on a platform, the most promising first. What is missing in this build says so when it is tried. */
export function candidates(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): readonly Exclude<ProviderName, 'cpu'>[] {
  if (platform === 'win32') return ['dml', 'webgpu']
  if (platform === 'darwin') return arch === 'arm64' ? ['coreml', 'webgpu'] : []
  return platform === 'linux' ? ['cuda', 'webgpu'] : []
}
