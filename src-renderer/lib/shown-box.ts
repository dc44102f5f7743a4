import { questionOf, sameQuestion } from './query-state.ts'
import type { Question, QueryState } from './query-state.ts'
import { boxOf, finished } from './search-box.ts'
import type { SearchBox } from './search-box.ts'

/** What asked for the photos on screen. */
export interface ShownBox {
  readonly box: SearchBox
  /** It was asked within the place of the side bar. */
  readonly isInPlace: boolean
}

/** The search box may hold something else by now, or what does not parse; whatever speaks of the results means this. */
export function shownBox(state: QueryState): ShownBox {
  const { shown, viewText } = state
  const isInPlace = viewText !== ''
  if (!shown || sameQuestion(shown.question, questionOf(state)))
    return { box: finished(state.box), isInPlace }
  const text = textOf(shown.question)
  // A place that was left or entered since is one of the search's own filters.
  if (isInPlace && text.startsWith(`${viewText} `))
    return { box: boxOf(text.slice(viewText.length)), isInPlace }
  return { box: boxOf(text), isInPlace: false }
}

const textOf = (question: Question): string =>
  question.kind === 'search' && question.query.kind === 'words' ? question.query.text : ''
