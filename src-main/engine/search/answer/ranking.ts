import type { SortOrder, Strictness } from '../../../../src-preload/contract/index.ts'
import type { SearchBrain } from '../brain.ts'
import type { Facts } from '../facts/facts.ts'
import type { TextRows } from '../../catalog/search/text-rows.ts'
import type { Calibration } from '../rank/calibration.ts'

/** The photos that answer a question, in order, as far as they have been ranked. All that are likely come first. */
export interface Ranking {
  /** Best first, up to the `k` that was asked for; all of them where `isWhole`. */
  readonly photoIds: readonly number[]
  /** Parallel to the ids; empty where there was nothing to look for. */
  readonly scores: readonly number[]
  /** The first photo of each one's stack of near-duplicates. Empty: nobody asked for relatives. */
  readonly stackOf: readonly number[]
  readonly total: number
  readonly likelyTotal: number
  /** Those among the likely ones in whose texts the words stand, and which do not look like them. */
  readonly named: ReadonlySet<number>
  readonly order: SortOrder
  readonly isWhole: boolean
}

export interface RankRooms {
  readonly facts: Facts
  readonly texts: TextRows
  readonly brain: SearchBrain
  /** How much has to speak for a photo before it is likely. */
  readonly strictness: Strictness
}

export function calibrationOf({ brain }: Pick<RankRooms, 'brain'>): Calibration {
  return brain.model.manifest?.scores ?? { textToImage: null, imageToImage: null }
}
