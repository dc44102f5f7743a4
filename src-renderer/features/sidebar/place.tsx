import type { ReactNode } from 'react'
import { classes } from '../../parts/classes.ts'
import { format } from '../../strings/index.ts'
import styles from './sidebar.module.css'

interface PlaceProps {
  readonly icon: ReactNode
  readonly label: string
  readonly count: number | null
  readonly isCurrent: boolean
  /** Said instead of the label and its count. */
  readonly saying?: string
  readonly onClick: () => void
}

/** A line of the side bar that shows photos. */
export function Place({ icon, label, count, isCurrent, saying, onClick }: PlaceProps) {
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={classes(styles.place, isCurrent && styles.current)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={saying}
        onClick={onClick}
      >
        {icon}
        <span className={styles.name}>{label}</span>
        {count !== null && <span className={styles.count}>{format.count(count)}</span>}
      </button>
    </li>
  )
}
