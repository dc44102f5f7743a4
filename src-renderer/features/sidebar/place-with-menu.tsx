import { Ellipsis } from 'lucide-react'
import type { HTMLAttributes, MouseEvent, ReactNode } from 'react'
import { classes } from '../../parts/classes.ts'
import { format, t } from '../../strings/index.ts'
import styles from './sidebar.module.css'

interface PlaceWithMenuProps extends Omit<HTMLAttributes<HTMLLIElement>, 'onClick'> {
  readonly icon: ReactNode
  readonly name: string
  /** null: not known. */
  readonly count: number | null
  readonly isCurrent: boolean
  /** The tooltip. */
  readonly title: string
  /** Heard behind the name and its count. */
  readonly state?: string | undefined
  readonly onClick: () => void
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
  /** What stands between the name and the count. */
  readonly children?: ReactNode
}

/** A line of the side bar for something that the person made or added: it shows photos, and it has a menu. */
export function PlaceWithMenu({
  icon,
  name,
  count,
  isCurrent,
  title,
  state,
  onClick,
  onMenu,
  className,
  children,
  ...row
}: PlaceWithMenuProps) {
  const counted = count === null ? null : format.count(count)
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    onMenu({ x: event.clientX, y: event.clientY })
  }
  const onMenuButton = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onMenu({ x: box.left, y: box.bottom + 4 })
  }
  return (
    <li {...row} className={classes(styles.row, className)} onContextMenu={onContextMenu}>
      <button
        type="button"
        className={classes(styles.place, styles.wholeRow, isCurrent && styles.current)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={`${name}${counted === null ? '' : ` ${counted}`}${state === undefined ? '' : `, ${state}`}`}
        title={title}
        onClick={onClick}
      >
        {icon}
        <span className={styles.name}>{name}</span>
      </button>
      {children}
      {counted !== null && (
        <span aria-hidden className={classes(styles.count, styles.rowCount)}>
          {counted}
        </span>
      )}
      <button
        type="button"
        className={styles.more}
        aria-label={t.sidebar.menuFor(name)}
        title={t.sidebar.menuFor(name)}
        aria-haspopup="menu"
        onClick={onMenuButton}
      >
        <Ellipsis size={16} aria-hidden />
      </button>
    </li>
  )
}
