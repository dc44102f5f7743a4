import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import type { SessionOptions } from '../onnx/runtime.ts'

/** CoreML's ML programs (0x010); without a further flag it spreads them over CPU, GPU and Neural Engine as it sees fit. */
const coreMlProgram = 0x010

const providers: Record<ProviderName, SessionOptions> = {
  cpu: { executionProviders: ['cpu'] },
  cuda: { executionProviders: [{ name: 'cuda', deviceId: 0 }] },
  // DirectML refuses memory patterns and parallel execution. It is not thread-safe either: every session here has a
  // process of its own, and one run at a time.
  dml: { executionProviders: [{ name: 'dml', deviceId: 0 }], enableMemPattern: false },
  coreml: { executionProviders: [{ name: 'coreml', coreMlFlags: coreMlProgram }] },
  webgpu: { executionProviders: [{ name: 'webgpu' }] },
}

/** How a session is opened. What a provider cannot compute, ONNX Runtime computes on the CPU. */
export function sessionOptions(provider: ProviderName, threads: number): SessionOptions {
  return {
    ...providers[provider],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A provider's chatter (nodes left to the CPU) is no news; what it throws is told.
    logSeverityLevel: 3,
    // Idle threads of the runtime spin by default and would take the cores from the decoder.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}
