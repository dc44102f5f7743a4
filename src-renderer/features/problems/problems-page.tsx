import { ArrowLeft, CircleCheck, Hourglass, RotateCw } from 'lucide-react'
import { useRef } from 'react'
import { useHeldKeyboard } from '../../hooks/use-held-keyboard.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { useLibrary } from '../../state/library.ts'
import { showPage } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import { Group } from './problem-group.tsx'
import styles from './problems-page.module.css'
import { retryProblems, useProblemGroups } from './use-problems.ts'

/** Photos that could not be read, by reason. */
export function ProblemsPage() {
  const { groups, problem } = useProblemGroups()
  const total = groups?.reduce((sum, { photos }) => sum + photos, 0) ?? 0
  // Those that are tried again are no problems for now, and nobody can say yet that they could be read.
  const isReading = useLibrary(({ progress }) => (progress?.library.pending ?? 0) > 0)
  const page = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  useHeldKeyboard(page, head)
  return (
    <div ref={page} className={styles.page}>
      <header className={styles.head}>
        <IconButton label={t.problems.back} onClick={() => showPage('photos')}>
          <ArrowLeft size={16} aria-hidden className={styles.mirrored} />
        </IconButton>
        <h1 ref={head} tabIndex={-1}>
          {t.problems.title}
        </h1>
        {groups && <span className={styles.count}>{format.count(total)}</span>}
        {total > 0 && (
          <Button look="outlined" className={styles.retryAll} onClick={() => void retryProblems({})}>
            <RotateCw size={14} aria-hidden />
            {t.problems.retryAll}
          </Button>
        )}
      </header>
      {problem && <p className={styles.bad}>{problem}</p>}
      {groups && total === 0 && (
        <div className={styles.none}>
          {isReading ? (
            <Hourglass size={32} strokeWidth={1.5} aria-hidden />
          ) : (
            <CircleCheck size={32} strokeWidth={1.5} aria-hidden />
          )}
          <h2>{isReading ? t.problems.stillReading : t.problems.none}</h2>
          <p>{t.problems.noneText}</p>
        </div>
      )}
      {groups && total > 0 && (
        <div className={styles.scroll}>
          <p className={styles.intro}>{t.problems.intro}</p>
          <ul aria-label={t.problems.list}>
            {groups.map((group) => (
              <Group key={group.reason} group={group} beginsOpen={groups.length === 1} />
            ))}
          </ul>
        </div>
      )}
      <div className="visually-hidden" role="status">
        {groups && t.progress.problems(total)}
      </div>
    </div>
  )
}
