import { availableParallelism, cpus } from 'node:os'

export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly node: string
}

/** What the figures were measured on. */
export function machine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    node: process.versions.node,
  }
}
