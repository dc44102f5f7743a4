const pageSize = 65_536

/**
 * Whole numbers of at least 0 by id. Ids are given out one after another, so pages of them are nearly full: 4 bytes an entry,
 * where a Map takes 40.
 */
export interface IdTable {
  /** -1 when there is none. */
  get(id: number): number
  set(id: number, value: number): void
  delete(id: number): void
}

export function createIdTable(): IdTable {
  const pages: (Int32Array | undefined)[] = []
  return {
    get: (id) => pages[Math.floor(id / pageSize)]?.[id % pageSize] ?? -1,
    set: (id, value) => {
      const page = (pages[Math.floor(id / pageSize)] ??= new Int32Array(pageSize).fill(-1))
      page[id % pageSize] = value
    },
    delete: (id) => {
      const page = pages[Math.floor(id / pageSize)]
      if (page) page[id % pageSize] = -1
    },
  }
}
