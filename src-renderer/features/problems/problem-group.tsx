import { ChevronRight, FolderOpen, RotateCw } from 'lucide-react'
import { useId, useState } from 'react'
import type { Problem, ProblemGroup } from '../../../src-preload/contract/library.ts'
import { nameOfPath } from '../../lib/format.ts'
import { Button } from '../../parts/button.tsx'
import { act } from '../../state/photo-actions.ts'
import { format, t } from '../../strings/index.ts'
import styles from './problems-page.module.css'
import { retryProblems, useProblemsOf } from './use-problems.ts'

interface GroupProps {
  readonly group: ProblemGroup
  readonly beginsOpen: boolean
}

/** Photos with the same reason, folded away until they are asked for. */
export function Group({ group, beginsOpen }: GroupProps) {
  const [isOpen, setOpen] = useState(beginsOpen)
  const listId = useId()
  const { reason, photos } = group
  return (
    <li className={styles.group}>
      <div className={styles.groupHead}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={16} aria-hidden className={styles.chevron} />
          <span className={styles.reason}>{reason}</span>
          <span className={styles.count}>{format.count(photos)}</span>
        </button>
        <Button
          aria-label={t.problems.retryGroup(photos)}
          title={t.problems.retryGroup(photos)}
          onClick={() => void retryProblems({ reason })}
        >
          <RotateCw size={14} aria-hidden />
          <span>{t.problems.retry}</span>
        </Button>
      </div>
      <div id={listId}>{isOpen && <Files group={group} />}</div>
    </li>
  )
}

function Files({ group }: { readonly group: ProblemGroup }) {
  const { problems, readMore } = useProblemsOf(group.reason)
  if (problems === null) return <p className={styles.reading}>{t.problems.reading}</p>
  const left = group.photos - problems.length
  return (
    <>
      <ul aria-label={t.problems.files(group.reason)}>
        {problems.map((problem) => (
          <File key={problem.photoId} problem={problem} />
        ))}
      </ul>
      {left > 0 && (
        <div className={styles.more}>
          <Button look="outlined" onClick={readMore}>
            {t.problems.more(left)}
          </Button>
        </div>
      )}
    </>
  )
}

function File({ problem }: { readonly problem: Problem }) {
  const { photoId, path } = problem
  const name = nameOfPath(path)
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <p className={styles.name}>{name}</p>
        <p className={styles.path}>{path}</p>
      </div>
      <div className={styles.tools}>
        <Button aria-label={`${t.actions.reveal}: ${name}`} onClick={() => void act('reveal', [photoId])}>
          <FolderOpen size={14} aria-hidden />
          <span>{t.actions.reveal}</span>
        </Button>
        <Button
          aria-label={`${t.problems.retry}: ${name}`}
          onClick={() => void retryProblems({ photoIds: [photoId] })}
        >
          <RotateCw size={14} aria-hidden />
          <span>{t.problems.retry}</span>
        </Button>
      </div>
    </li>
  )
}
