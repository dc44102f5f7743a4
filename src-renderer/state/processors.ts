import { create } from 'zustand'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { ProviderReport } from '../../src-preload/contract/models.ts'
import { client } from '../api/index.ts'

export interface ProcessorsState {
  readonly report: ProviderReport | null
  readonly isMeasuring: boolean
  /** Why the report could not be had, or nothing measured: one sentence. */
  readonly problem: string | null
}

export const useProcessors = create<ProcessorsState>(() => ({
  report: null,
  isMeasuring: false,
  problem: null,
}))

export async function readProcessors(): Promise<void> {
  try {
    useProcessors.setState({ report: await client.request('providers.report', {}), problem: null })
  } catch (error) {
    useProcessors.setState({ problem: toPlainError(error).message })
  }
}

/** Goes on, and is seen to go on, when Settings is closed and opened meanwhile. */
export async function measureProcessors(): Promise<void> {
  if (useProcessors.getState().isMeasuring) return
  useProcessors.setState({ isMeasuring: true, problem: null })
  try {
    useProcessors.setState({ report: await client.request('providers.prove', {}) })
  } catch (error) {
    useProcessors.setState({ problem: toPlainError(error).message })
  } finally {
    useProcessors.setState({ isMeasuring: false })
  }
}
