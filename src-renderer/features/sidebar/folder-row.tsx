import { Folder, TriangleAlert, Unplug } from 'lucide-react'
import type { Root } from '../../../src-preload/contract/library.ts'
import { classes } from '../../parts/classes.ts'
import { showView } from '../../state/ask.ts'
import { openMenu, showPage } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import { PlaceWithMenu } from './place-with-menu.tsx'
import styles from './sidebar.module.css'

interface FolderRowProps {
  readonly root: Root
  readonly isCurrent: boolean
}

export function FolderRow({ root, isCurrent }: FolderRowProps) {
  const isAway = root.state === 'away'
  const Icon = isAway ? Unplug : Folder
  return (
    <PlaceWithMenu
      icon={<Icon size={16} aria-hidden className={classes(root.state === 'scanning' && styles.scanning)} />}
      name={root.name}
      count={root.photos}
      isCurrent={isCurrent}
      className={classes(isAway && styles.away)}
      title={isAway ? t.sidebar.away(root.name) : root.path}
      state={isAway ? t.sidebar.awayShort : undefined}
      onClick={() => showView({ kind: 'root', rootId: root.id })}
      onMenu={(at) => openMenu({ kind: 'folder', root, ...at })}
    >
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
    </PlaceWithMenu>
  )
}
