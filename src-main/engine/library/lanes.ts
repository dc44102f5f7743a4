/** Work that follows other work of the same root, while that of other roots goes on beside it. */
export interface Lanes {
  run<T>(rootId: number, work: () => Promise<T>): Promise<T>
  /** Settles when all that was asked for has ended. */
  done(): Promise<void>
}

export function createLanes(): Lanes {
  const last = new Map<number, Promise<unknown>>()
  return {
    run: (rootId, work) => {
      const turn = (last.get(rootId) ?? Promise.resolve()).then(work)
      const settled = ended(turn)
      last.set(rootId, settled)
      return turn
    },
    done: async () => {
      await Promise.all(last.values())
    },
  }
}

async function ended(turn: Promise<unknown>): Promise<void> {
  await Promise.allSettled([turn])
}
