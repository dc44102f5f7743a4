import { CircleHelp, Info, PanelLeft } from 'lucide-react'
import { controlKey } from '../../lib/platform.ts'
import { isAskingAnew } from '../../lib/query-state.ts'
import { IconButton } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { usePhotos } from '../../state/photos.ts'
import { openDialog, toggleDetails, toggleSidebar, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { SearchBox } from './search-box.tsx'
import styles from './search-bar.module.css'

export function SearchBar() {
  const isAsking = usePhotos((state) => isAskingAnew(state.query))
  const detailsOpen = useUi((state) => state.detailsOpen)
  const sidebarOpen = useUi((state) => state.sidebarOpen)
  return (
    <header className={styles.bar}>
      <IconButton
        label={t.sidebar.toggle}
        keys={`${controlKey}+B`}
        aria-pressed={sidebarOpen}
        onClick={toggleSidebar}
      >
        <PanelLeft size={16} aria-hidden className={styles.mirrored} />
      </IconButton>
      <SearchBox />
      <div className={styles.end}>
        <IconButton label={t.keys.title} keys="?" onClick={() => openDialog({ kind: 'keys' })}>
          <CircleHelp size={16} aria-hidden />
        </IconButton>
        <IconButton label={t.details.title} keys="I" aria-pressed={detailsOpen} onClick={toggleDetails}>
          <Info size={16} aria-hidden />
        </IconButton>
      </div>
      <div className={classes(styles.working, isAsking && styles.isWorking)} aria-hidden />
    </header>
  )
}
