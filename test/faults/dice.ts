import { randomFrom } from '../helpers/vectors.ts'

/** Everything random in a run comes from here, so a seed says it all. */
export interface Dice {
  /** From 0 to `below` - 1. */
  int(below: number): number
  chance(share: number): boolean
  /** Throws for an empty list. */
  pick<T>(list: readonly T[]): T
  /** Up to `count` of them, in random order. */
  some<T>(list: readonly T[], count: number): T[]
}

export function diceOf(seed: number): Dice {
  const random = randomFrom(seed)
  const int = (below: number) => Math.floor(random() * below)
  const dice: Dice = {
    int,
    chance: (share) => random() < share,
    pick: (list) => {
      if (list.length === 0) throw new Error('There is nothing to pick from.')
      return list[int(list.length)] as (typeof list)[number]
    },
    some: (list, count) => {
      const left = [...list]
      const taken: typeof left = []
      while (taken.length < count && left.length > 0) taken.push(...left.splice(int(left.length), 1))
      return taken
    },
  }
  return dice
}
