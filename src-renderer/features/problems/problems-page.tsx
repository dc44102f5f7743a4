import { ArrowLeft, CircleCheck, FolderOpen, ImageOff, RotateCw } from 'lucide-react'
import type { Problem } from '../../../src-preload/contract/library.ts'
import { nameOfPath } from '../../lib/format.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { act } from '../../state/photo-actions.ts'
import { showPage } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import styles from './problems-page.module.css'
import { useProblems } from './use-problems.ts'

/** Photos that could not be read, each with its reason. */
export function ProblemsPage() {
  const { problems, total, problem, readMore, retry } = useProblems()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <IconButton label={t.problems.back} onClick={() => showPage('photos')}>
          <ArrowLeft size={16} aria-hidden className={styles.mirrored} />
        </IconButton>
        <h1>{t.problems.title}</h1>
        {total !== null && <span className={styles.count}>{format.count(total)}</span>}
        {total !== null && total > 0 && (
          <Button look="outlined" className={styles.retryAll} onClick={() => void retry()}>
            <RotateCw size={14} aria-hidden />
            {t.problems.retryAll}
          </Button>
        )}
      </header>
      {problem && <p className={styles.bad}>{problem}</p>}
      {total === 0 && (
        <div className={styles.none}>
          <CircleCheck size={32} strokeWidth={1.5} aria-hidden />
          <h2>{t.problems.none}</h2>
          <p>{t.problems.noneText}</p>
        </div>
      )}
      {total !== null && total > 0 && (
        <div className={styles.scroll}>
          <p className={styles.intro}>{t.problems.intro}</p>
          <ul aria-label={t.problems.list}>
            {problems.map((entry) => (
              <Row key={entry.photoId} entry={entry} onRetry={() => void retry(entry.photoId)} />
            ))}
          </ul>
          {problems.length < total && (
            <div className={styles.more}>
              <Button look="outlined" size="large" onClick={() => void readMore()}>
                {t.problems.more}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function Row({ entry, onRetry }: { readonly entry: Problem; readonly onRetry: () => void }) {
  const name = nameOfPath(entry.path)
  return (
    <li className={styles.row}>
      <ImageOff size={18} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.name}>{name}</p>
        <p>{entry.reason}</p>
        <p className={styles.path}>{entry.path}</p>
      </div>
      <div className={styles.tools}>
        <Button onClick={() => void act('reveal', [entry.photoId])}>
          <FolderOpen size={14} aria-hidden />
          {t.actions.reveal}
        </Button>
        <Button onClick={onRetry}>
          <RotateCw size={14} aria-hidden />
          {t.problems.retry}
        </Button>
      </div>
    </li>
  )
}
