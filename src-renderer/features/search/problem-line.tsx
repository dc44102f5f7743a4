import { Info, TriangleAlert } from 'lucide-react'
import { questionOf, sameQuestion } from '../../lib/query-state.ts'
import { usePhotos } from '../../state/photos.ts'
import styles from './problem-line.module.css'
import type { BoxProblem, ShownProblem } from './use-problem.ts'
import { problemId } from './use-problem.ts'

const noNotes: readonly string[] = []

/** What is wrong with the text of the box and where, or what of it could not be used. */
export function ProblemLine({ problem: { shown } }: { readonly problem: ShownProblem }) {
  const notes = usePhotos(({ query }) =>
    query.shown && sameQuestion(query.shown.question, questionOf(query)) ? query.shown.notes : noNotes,
  )
  return (
    <div id={problemId} role="status" className={styles.lines}>
      {shown && (
        <p className={styles.line} data-kind="problem">
          <TriangleAlert size={14} aria-hidden />
          <span>
            {shown.message} <Excerpt problem={shown} />
          </span>
        </p>
      )}
      {!shown &&
        notes.map((note) => (
          <p key={note} className={styles.line}>
            <Info size={14} aria-hidden />
            <span>{note}</span>
          </p>
        ))}
    </div>
  )
}

const around = 18
const longestPiece = 40

/** The piece that is meant, underlined among what stands around it. */
function Excerpt({ problem: { text, span } }: { readonly problem: BoxProblem }) {
  // The message alone says enough of what stands alone.
  if (!span || text.length === 0 || span.end - span.start >= text.length) return null
  const start = Math.max(0, span.start - around)
  const pieceEnd = Math.min(Math.max(span.end, span.start), span.start + longestPiece)
  const end = Math.min(text.length, pieceEnd + around)
  const piece = text.slice(span.start, pieceEnd)
  return (
    <code className={styles.excerpt} dir="auto" aria-hidden>
      {start > 0 && '…'}
      {text.slice(start, span.start)}
      <mark>{piece === '' ? ' ' : piece}</mark>
      {text.slice(pieceEnd, end)}
      {end < text.length && '…'}
    </code>
  )
}
