import { Button } from '../../../parts/button.tsx'
import { showMore } from '../../../state/ask.ts'
import { useLibrary } from '../../../state/library.ts'
import { usePhotos } from '../../../state/photos.ts'
import { t } from '../../../strings/index.ts'
import { EmptyPage, ProblemPage } from './empty-page.tsx'
import { ModelLine } from './model-line.tsx'
import { PhotoGrid } from '../photo-grid.tsx'
import styles from './photos-page.module.css'
import { SectionHead } from './section-head.tsx'
import { SkeletonGrid } from './skeleton-grid.tsx'
import { UnreadLine } from './unread-line.tsx'

/** The main page: what the search box or the side bar asked for. */
export function PhotosPage() {
  const listing = usePhotos((state) => state.query.shown)
  const problem = usePhotos((state) => state.query.problem)
  const engine = useLibrary((state) => state.engine.kind)
  // The line under the search bar says it already.
  const isLost = useLibrary((state) => state.connection !== 'open')
  // While photos pour in, every new count would be read out.
  const isGrowing = useLibrary(
    ({ progress }) => progress?.phase === 'indexing' || progress?.phase === 'scanning',
  )

  if (!listing) {
    if (problem && engine === 'ready') return <ProblemPage message={problem} />
    return <SkeletonGrid />
  }
  const { photos, total } = listing
  const shown = photos.ids.length
  const isSearch = listing.question.kind === 'search'
  const showsMissing = listing.question.kind === 'browse' && listing.question.view.kind === 'missing'
  return (
    <>
      <SectionHead listing={listing} />
      {problem && !isLost && <p className={styles.problem}>{problem}</p>}
      {showsMissing && shown > 0 && <p className={styles.viewNote}>{t.missing.note}</p>}
      {isSearch && shown > 0 && <ModelLine listing={listing} />}
      {isSearch && <UnreadLine />}
      {shown === 0 ? (
        <EmptyPage listing={listing} />
      ) : (
        <PhotoGrid listing={listing} footer={isSearch && <MoreLine shown={shown} total={total} />} />
      )}
      <div className="visually-hidden" role="status">
        {isSearch && t.section.announceResults(shown, total)}
        {!isSearch && !isGrowing && t.section.announceBrowse(shown)}
      </div>
    </>
  )
}

function MoreLine({ shown, total }: { readonly shown: number; readonly total: number }) {
  const waiting = usePhotos((state) => state.query.waiting)
  return (
    <div className={styles.more}>
      {shown < total ? (
        <>
          <Button look="outlined" size="large" isBusy={waiting} onClick={() => void showMore()}>
            {t.section.showMore}
          </Button>
          <p>{t.section.moreNote(shown, total)}</p>
        </>
      ) : (
        <p>{t.section.allShown(total)}</p>
      )}
    </div>
  )
}
