import type { Recall } from '../report.ts'
import type { AnswerFigures } from './figures.ts'

/** What `sightline bench quality` measures, and what `--json` prints. */
export interface QualityReport {
  readonly photosDir: string
  readonly photos: number
  readonly captions: number
  readonly model: string
  /** Of all captions. */
  readonly recall: Recall
  /** Every second word, beginning with the first: the divider's numbers were chosen with these. */
  readonly tuned: HalfFigures
  /** The others, which the goals are about. */
  readonly heldOut: HalfFigures
  /** The same words with drawings beside the photos. */
  readonly amongDrawings: {
    readonly drawings: number
    readonly tuned: HalfFigures
    readonly heldOut: HalfFigures
  }
  readonly goals: { readonly share: number; readonly silent: number; readonly speaks: number }
  readonly words: readonly WordFigures[]
  readonly absent: readonly AbsentFigures[]
}

/** Means over the words of one half. */
export interface HalfFigures extends AnswerFigures {
  readonly words: number
  /** The mean F1 of the divider, of the mean F1 of the best cuts. */
  readonly share: number
  /** Of the words with three photos or more, how many get a likely photo. */
  readonly speaks: number
  /** Of the absent words, how many get no likely photo. */
  readonly absent: number
  readonly silent: number
}

export interface WordFigures extends AnswerFigures {
  readonly word: string
  readonly isHeldOut: boolean
  /** Photos of which captions say so. */
  readonly relevant: number
  readonly likely: number
}

export interface AbsentFigures {
  readonly word: string
  readonly isHeldOut: boolean
  readonly likely: number
}
