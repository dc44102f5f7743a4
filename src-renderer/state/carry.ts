import { create } from 'zustand'

/** Photos under way to a collection, dragged from the grid. */
export interface Carry {
  readonly photoIds: readonly number[]
  readonly x: number
  readonly y: number
  readonly overCollectionId: number | null
}

export const useCarry = create<{ readonly carry: Carry | null }>(() => ({ carry: null }))
