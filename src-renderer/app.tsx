import styles from './app.module.css'
import { DetailsPanel } from './features/details/details-panel.tsx'
import { DropOverlay } from './features/drop/drop-overlay.tsx'
import { Dialogs } from './features/shell/dialogs.tsx'
import { EngineBanner } from './features/shell/engine-banner.tsx'
import { OpenMenu } from './features/menu/open-menu.tsx'
import { VanishedBanner } from './features/folders/vanished-banner.tsx'
import { CarriedPhotos } from './features/grid/selection/carried-photos.tsx'
import { Notices } from './features/notices/notices.tsx'
import { PhotosPage } from './features/grid/page/photos-page.tsx'
import { ProblemsPage } from './features/problems/problems-page.tsx'
import { SearchBar } from './features/search/search-bar.tsx'
import { Sidebar } from './features/sidebar/sidebar.tsx'
import { StatusLine } from './features/progress/status-line.tsx'
import { Viewer } from './features/viewer/viewer.tsx'
import { Welcome } from './features/welcome/welcome.tsx'
import { useWindowKeys } from './hooks/use-window-keys.ts'
import { classes } from './parts/classes.ts'
import { useLibrary } from './state/library.ts'
import { useUi } from './state/ui.ts'

export function App() {
  useWindowKeys()
  const isFirstRun = useLibrary((state) => state.roots?.length === 0)
  const viewerOpen = useUi((state) => state.viewerOpen)
  return (
    <>
      <div className={styles.under} inert={viewerOpen}>
        {isFirstRun ? <FirstRun /> : <Main />}
      </div>
      {viewerOpen && <Viewer />}
      <Dialogs />
      <OpenMenu />
      <Notices />
      <DropOverlay />
      <CarriedPhotos />
    </>
  )
}

function FirstRun() {
  return (
    <div className={styles.firstRun}>
      <EngineBanner />
      <Welcome />
    </div>
  )
}

function Main() {
  const sidebarOpen = useUi((state) => state.sidebarOpen)
  const detailsOpen = useUi((state) => state.detailsOpen)
  const page = useUi((state) => state.page)
  return (
    <div className={classes(styles.window, !sidebarOpen && styles.narrow)}>
      {sidebarOpen && <Sidebar />}
      <div className={styles.main}>
        <SearchBar />
        <EngineBanner />
        <VanishedBanner />
        <div className={styles.middle}>
          <main className={styles.page}>{page === 'problems' ? <ProblemsPage /> : <PhotosPage />}</main>
          {detailsOpen && page === 'photos' && <DetailsPanel />}
        </div>
        <StatusLine />
      </div>
    </div>
  )
}
