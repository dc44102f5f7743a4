import type { MarkCounts } from '../../src-preload/contract/steps.ts'
import { client } from '../api/index.ts'
import { chunksOf } from '../lib/chunks.ts'
import { mostAtOnce } from '../lib/in-pieces.ts'
import { sayError } from './notices.ts'
import { closeDialog, openDialog, useUi, type Dialog } from './ui.ts'

/** What a person is asked before something happens: a name, what it means, and what the button says. */
export interface Question {
  readonly title: string
  readonly text: string
  readonly action: string
}

/** A key that changes more photos than this asks first. */
export const mostUnasked = 200

export const isMany = (photoIds: readonly number[]): boolean => photoIds.length > mostUnasked

interface Change {
  readonly tags?: readonly string[]
  readonly collectionId?: number
  /** null: nothing would change. */
  readonly question: (counts: MarkCounts) => Question | null
}

let isCounting = false

/** Asks before many photos are changed, with what is replaced; true at once where nothing would be. */
export async function confirmMany(photoIds: readonly number[], change: Change): Promise<boolean> {
  // A key that is pressed again meanwhile means the same question.
  if (isCounting) return false
  isCounting = true
  try {
    const question = change.question(await countMarks(photoIds, change))
    return question === null || (await confirm(question))
  } catch (error) {
    sayError(error)
    return false
  } finally {
    isCounting = false
  }
}

/** Settles with the person's answer; closing the dialog in any way is a no. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let isAgreed = false
    const agree = () => {
      isAgreed = true
      closeDialog()
    }
    const dialog: Dialog = { kind: 'confirm', question, agree }
    openDialog(dialog)
    const stop = useUi.subscribe((state) => {
      if (state.dialog === dialog) return
      stop()
      resolve(isAgreed)
    })
  })
}

async function countMarks(photoIds: readonly number[], change: Change): Promise<MarkCounts> {
  const { tags = [], collectionId } = change
  const about = { tags: [...tags], ...(collectionId === undefined ? {} : { collectionId }) }
  const all: MarkCounts[] = []
  for (const ids of chunksOf(photoIds, mostAtOnce)) {
    all.push(await client.request('photos.count-marks', { photoIds: ids, ...about }))
  }
  return all.reduce(added)
}

function added(one: MarkCounts, other: MarkCounts): MarkCounts {
  return {
    photos: one.photos + other.photos,
    favourites: one.favourites + other.favourites,
    hidden: one.hidden + other.hidden,
    ratings: sums(one.ratings, other.ratings),
    tagged: sums(one.tagged, other.tagged),
    collected: one.collected + other.collected,
  }
}

function sums(values: readonly number[], others: readonly number[]): number[] {
  return values.map((value, n) => value + (others[n] ?? 0))
}
