import { EyeOff, FolderPlus, Images, Settings, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PhotoView } from '../../../src-preload/contract/photos.ts'
import { controlKey } from '../../lib/platform.ts'
import { questionOf } from '../../lib/query-state.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { showView } from '../../state/ask.ts'
import { addFolder } from '../../state/folders.ts'
import { photoCount, useLibrary } from '../../state/library.ts'
import { usePhotos } from '../../state/photos.ts'
import { openDialog, showPage, useUi } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import { FolderRow } from './folder-row.tsx'
import styles from './sidebar.module.css'

const allPhotos: PhotoView = { kind: 'all' }

export function Sidebar() {
  const roots = useLibrary((state) => state.roots)
  const hidden = useLibrary((state) => state.progress?.library.hidden ?? 0)
  const failed = useLibrary((state) => state.progress?.library.failed ?? 0)
  // A search looks through all photos, whatever was browsed before.
  const view = usePhotos(({ query }) => (questionOf(query).kind === 'search' ? allPhotos : query.view))
  const page = useUi((state) => state.page)
  const isPhotos = page === 'photos'
  const showsHidden = hidden > 0 || (isPhotos && view.kind === 'hidden')

  return (
    <nav className={styles.sidebar} aria-label={t.sidebar.label}>
      <div className={styles.scroll}>
        <h2 className={styles.title}>{t.sidebar.library}</h2>
        <ul>
          <Place
            icon={<Images size={16} aria-hidden />}
            label={t.sidebar.all}
            count={roots ? photoCount(roots) : null}
            isCurrent={isPhotos && view.kind === 'all'}
            onClick={() => showView({ kind: 'all' })}
          />
          {showsHidden && (
            <Place
              icon={<EyeOff size={16} aria-hidden />}
              label={t.sidebar.hidden}
              count={hidden}
              isCurrent={isPhotos && view.kind === 'hidden'}
              onClick={() => showView({ kind: 'hidden' })}
            />
          )}
          {(failed > 0 || page === 'problems') && (
            <Place
              icon={<TriangleAlert size={16} aria-hidden />}
              label={t.sidebar.problems}
              count={failed}
              isCurrent={page === 'problems'}
              onClick={() => showPage('problems')}
            />
          )}
        </ul>
        <h2 className={styles.title}>{t.sidebar.folders}</h2>
        {roots === null && <div className={styles.skeleton} aria-hidden />}
        <ul>
          {roots?.map((root) => (
            <FolderRow
              key={root.id}
              root={root}
              isCurrent={isPhotos && view.kind === 'root' && view.rootId === root.id}
            />
          ))}
        </ul>
        <Button className={styles.add} onClick={() => void addFolder()}>
          <FolderPlus size={16} aria-hidden />
          {t.sidebar.addFolder}
        </Button>
      </div>
      <div className={styles.foot}>
        <Button
          className={styles.add}
          title={`${t.openSettings} (${controlKey}+,)`}
          onClick={() => openDialog({ kind: 'settings' })}
        >
          <Settings size={16} aria-hidden />
          {t.openSettings}
        </Button>
      </div>
    </nav>
  )
}

interface PlaceProps {
  readonly icon: ReactNode
  readonly label: string
  readonly count: number | null
  readonly isCurrent: boolean
  readonly onClick: () => void
}

function Place({ icon, label, count, isCurrent, onClick }: PlaceProps) {
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={classes(styles.place, isCurrent && styles.current)}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onClick}
      >
        {icon}
        <span className={styles.name}>{label}</span>
        {count !== null && <span className={styles.count}>{format.count(count)}</span>}
      </button>
    </li>
  )
}
