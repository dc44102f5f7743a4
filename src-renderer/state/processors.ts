import { create } from 'zustand'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { ProviderReport } from '../../src-preload/contract/models.ts'
import { client } from '../api/index.ts'

export interface ProcessorsState {
  readonly report: ProviderReport | null
  /** Asked for in this window; the report tells of what others asked for, or the engine began. */
  readonly isAsked: boolean
  /** Why nothing was measured: one sentence. */
  readonly problem: string | null
  /** Why the report cannot be had now: one sentence. */
  readonly unread: string | null
}

export const useProcessors = create<ProcessorsState>(() => ({
  report: null,
  isAsked: false,
  problem: null,
  unread: null,
}))

/** No event tells of measurements, of a processor that gave up, or of what was chosen elsewhere. */
const againAfterMs = 2_000

/** Keeps the report as the engine has it, until it is called off. */
export function watchProcessors(): () => void {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = async () => {
    await readProcessors()
    if (!isOver) timer = setTimeout(() => void go(), againAfterMs)
  }
  void go()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

export async function readProcessors(): Promise<void> {
  try {
    useProcessors.setState({ report: await client.request('providers.report', {}), unread: null })
  } catch (error) {
    useProcessors.setState({ unread: toPlainError(error).message })
  }
}

/** Goes on, and is seen to go on, when Settings is closed and opened meanwhile. */
export async function measureProcessors(): Promise<void> {
  if (useProcessors.getState().isAsked) return
  useProcessors.setState({ isAsked: true, problem: null })
  try {
    useProcessors.setState({ report: await client.request('providers.prove', {}) })
  } catch (error) {
    useProcessors.setState({ problem: toPlainError(error).message })
  } finally {
    useProcessors.setState({ isAsked: false })
  }
}
