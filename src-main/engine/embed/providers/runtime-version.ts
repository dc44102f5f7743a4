import { createRequire } from 'node:module'
import { arch, availableParallelism, platform } from 'node:os'
import { z } from 'zod'

const packageFile = z.object({ version: z.string() })

/** What a measurement holds for. The runtime itself is not loaded for this: only workers do that. */
export function machineKey(): string {
  return `${runtimeVersion()} ${platform()}-${arch()} ${availableParallelism()}`
}

function runtimeVersion(): string {
  try {
    return packageFile.parse(createRequire(import.meta.url)('onnxruntime-node/package.json')).version
  } catch {
    // Nothing works without the runtime, and the workers say so better.
    return 'unknown'
  }
}
