import type { ProviderName } from '../../../../src-preload/contract/index.ts'

/** How one model runs best on this machine, as far as that has been measured. Whoever starts a worker asks anew. */
export interface MachineUse {
  /** What new workers use; the CPU until another is proved. */
  provider(): ProviderName
  /** For so many workers, on the provider in use. Null before it was measured. */
  tuning(workers: number): Tuning | null
  /** Photos were read: measuring pays once there are many. */
  photoRead(): void
  /** A provider that was in use has failed; one sentence. */
  gaveUp(provider: ProviderName, reason: string): void
}

/** Found by measuring. */
export interface Tuning {
  /** Photos embedded at a time. */
  readonly batchSize: number
  /** Of the model's runtime in each worker, for so many workers. */
  readonly threads: number
  readonly workers: number
}

/** Nothing is known of the machine, and nothing will be. */
export const unmeasured: MachineUse = {
  provider: () => 'cpu',
  tuning: () => null,
  photoRead: () => undefined,
  gaveUp: () => undefined,
}
