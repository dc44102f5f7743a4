import { useEffect, useState } from 'react'
import type { TextSpan } from '../../../src-preload/contract/language/index.ts'
import { longestText, readBox } from '../../lib/search-box.ts'
import type { SearchBox } from '../../lib/search-box.ts'
import { usePhotos } from '../../state/photos.ts'
import { t } from '../../strings/index.ts'

export const problemId = 'search-problem'

/** Someone who types on has not finished what does not parse yet. */
const pauseMs = 600

export interface BoxProblem {
  readonly text: string
  readonly message: string
  /** null: of the whole text. */
  readonly span: TextSpan | null
}

export interface ShownProblem {
  /** What is wrong with the text of the box, once that was typed to an end. */
  readonly shown: BoxProblem | null
  /** At once. */
  show(): void
}

export function useProblem(): ShownProblem {
  const box = usePhotos((state) => state.query.box)
  const [shownFor, setShownFor] = useState<SearchBox | null>(null)
  const problem = problemOf(box)
  const isWrong = problem !== null

  useEffect(() => {
    if (!isWrong) return undefined
    const pause = setTimeout(() => setShownFor(box), pauseMs)
    return () => clearTimeout(pause)
  }, [box, isWrong])

  return {
    shown: shownFor === box ? problem : null,
    show: () => setShownFor(usePhotos.getState().query.box),
  }
}

function problemOf(box: SearchBox): BoxProblem | null {
  const { text, problem } = readBox(box)
  if (text.length > longestText) return { text: '', message: t.search.tooLong(longestText), span: null }
  return problem && { text, message: problem.message, span: problem.span }
}
