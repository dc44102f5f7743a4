import type { Listing } from '../../../lib/query-state.ts'
import { format, t } from '../../../strings/index.ts'
import { useDivider } from '../use-divider-watch.ts'
import styles from './photos-page.module.css'

interface ResultsTitleProps {
  readonly listing: Listing
  /** What was searched for. It stands in the box already, so here it is only heard. */
  readonly question: string
}

/** Over results: how many are likely, or, scrolled past the divider, how many are not. */
export function ResultsTitle({ listing, question }: ResultsTitleProps) {
  const { total, likely, likelyTotal, namedTotal } = listing
  const isPassed = useDivider((state) => state.isPassed)
  const heard = <span className="visually-hidden">{question}: </span>
  if (likely === null) {
    return (
      <h1 className={styles.title}>
        {heard}
        {t.photos(total)}
      </h1>
    )
  }
  const [name, count] = isPassed
    ? [t.likely.lessLikely, total - likelyTotal]
    : likelyTotal === 0
      ? [t.likely.none, null]
      : [likelyTotal === namedTotal ? t.likely.named : t.likely.likely, likelyTotal]
  return (
    <>
      <h1 className={styles.title}>
        {heard}
        {name}
        {count !== null && <span className={styles.ofTitle}> · {format.count(count)}</span>}
      </h1>
      {likelyTotal < total && (
        <span className={styles.count}>
          {count === null ? t.likely.compared(total) : t.likely.ofTotal(total)}
        </span>
      )}
    </>
  )
}
