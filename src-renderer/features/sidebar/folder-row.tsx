import { Ellipsis, Folder, TriangleAlert, Unplug } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Root } from '../../../src-preload/contract/library.ts'
import { classes } from '../../parts/classes.ts'
import { showView } from '../../state/ask.ts'
import { openMenu, showPage } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import styles from './sidebar.module.css'

interface FolderRowProps {
  readonly root: Root
  readonly isCurrent: boolean
}

export function FolderRow({ root, isCurrent }: FolderRowProps) {
  const isAway = root.state === 'away'
  const Icon = isAway ? Unplug : Folder

  const onMenu = (event: MouseEvent) => {
    event.preventDefault()
    openMenu({ kind: 'folder', root, x: event.clientX, y: event.clientY })
  }
  const onMenuButton = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    openMenu({ kind: 'folder', root, x: box.left, y: box.bottom + 4 })
  }

  return (
    <li className={styles.row} onContextMenu={onMenu}>
      <button
        type="button"
        className={classes(styles.place, styles.folder, isCurrent && styles.current, isAway && styles.away)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={`${root.name} ${format.count(root.photos)}${isAway ? `, ${t.sidebar.awayShort}` : ''}`}
        title={isAway ? t.sidebar.away(root.name) : root.path}
        onClick={() => showView({ kind: 'root', rootId: root.id })}
      >
        <Icon size={16} aria-hidden className={classes(root.state === 'scanning' && styles.scanning)} />
        <span className={styles.name}>{root.name}</span>
      </button>
      {root.failed > 0 && (
        <button
          type="button"
          className={styles.badge}
          aria-label={t.sidebar.problemsIn(root.failed, root.name)}
          title={t.sidebar.problemsIn(root.failed, root.name)}
          onClick={() => showPage('problems')}
        >
          <TriangleAlert size={12} aria-hidden />
          {format.count(root.failed)}
        </button>
      )}
      <span aria-hidden className={classes(styles.count, styles.folderCount)}>
        {format.count(root.photos)}
      </span>
      <button
        type="button"
        className={styles.more}
        aria-label={t.sidebar.menuFor(root.name)}
        title={t.sidebar.menuFor(root.name)}
        aria-haspopup="menu"
        onClick={onMenuButton}
      >
        <Ellipsis size={16} aria-hidden />
      </button>
    </li>
  )
}
