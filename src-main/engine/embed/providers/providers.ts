import type { ProviderReport } from '../../../../src-preload/contract/index.ts'

/** Where pictures are turned into embeddings, and what came of proving each way. */
export interface Providers {
  report(): ProviderReport
  /** Measures every provider of this machine against the CPU; a second call joins the first. */
  prove(signal?: AbortSignal): Promise<ProviderReport>
}
