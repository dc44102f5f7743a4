import { FolderPlus, Settings } from 'lucide-react'
import { controlKey } from '../../lib/platform.ts'
import { Button } from '../../parts/button.tsx'
import { addFolder } from '../../state/folders.ts'
import { useLibrary } from '../../state/library.ts'
import { usePhotos } from '../../state/photos.ts'
import { openSettings, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { CollectionPlaces } from './collection-places.tsx'
import { FolderRow } from './folder-row.tsx'
import { LibraryPlaces } from './library-places.tsx'
import { SavedPlaces, useIsSavedSearch } from './saved-places.tsx'
import styles from './sidebar.module.css'
import { TagPlaces } from './tag-places.tsx'

export function Sidebar() {
  const roots = useLibrary((state) => state.roots)
  // A search looks through the place that was browsed; a saved one is a place of its own.
  const place = usePhotos((state) => state.query.view)
  const isSaved = useIsSavedSearch()
  const view = useUi((state) => (state.page === 'photos' && !isSaved ? place : null))

  return (
    <nav className={styles.sidebar} aria-label={t.sidebar.label}>
      <div className={styles.scroll}>
        <LibraryPlaces view={view} />
        <h2 className={styles.title}>{t.sidebar.folders}</h2>
        {roots === null && <div className={styles.skeleton} aria-hidden />}
        <ul>
          {roots?.map((root) => (
            <FolderRow
              key={root.id}
              root={root}
              isCurrent={view?.kind === 'root' && view.rootId === root.id}
            />
          ))}
        </ul>
        <Button className={styles.add} onClick={() => void addFolder()}>
          <FolderPlus size={16} aria-hidden />
          {t.sidebar.addFolder}
        </Button>
        <SavedPlaces />
        <CollectionPlaces view={view} />
        <TagPlaces view={view} />
      </div>
      <div className={styles.foot}>
        <Button
          className={styles.add}
          title={`${t.openSettings} (${controlKey}+,)`}
          onClick={() => openSettings()}
        >
          <Settings size={16} aria-hidden />
          {t.openSettings}
        </Button>
      </div>
    </nav>
  )
}
