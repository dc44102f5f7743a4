import { useLibrary } from '../../../state/library.ts'
import { usePhotos } from '../../../state/photos.ts'
import { t } from '../../../strings/index.ts'
import { showsOnly } from '../../../lib/shows-only.ts'
import { EmptyPage, ProblemPage } from './empty-page.tsx'
import type { Listing } from '../../../lib/query-state.ts'
import { ModelLine } from './model-line.tsx'
import { MoreLine } from './more-line.tsx'
import { PhotoGrid } from '../photo-grid.tsx'
import styles from './photos-page.module.css'
import { SectionHead } from './section-head.tsx'
import { SkeletonGrid } from './skeleton-grid.tsx'
import { UnreadLine } from './unread-line.tsx'

/** The main page: what the search box or the side bar asked for. */
export function PhotosPage() {
  const listing = usePhotos((state) => state.query.shown)
  const listed = usePhotos((state) => state.listed)
  const problem = usePhotos((state) => state.query.problem)
  const engine = useLibrary((state) => state.engine.kind)
  // The line under the search bar says it already.
  const isLost = useLibrary((state) => state.connection !== 'open')
  // While photos pour in, every new count would be read out.
  const isGrowing = useLibrary(
    ({ progress }) => progress?.phase === 'indexing' || progress?.phase === 'scanning',
  )

  if (!listing || !listed) {
    if (problem && engine === 'ready') return <ProblemPage message={problem} />
    return <SkeletonGrid />
  }
  const { photos, total } = listing
  const shown = photos.ids.length
  const isSearch = listing.question.kind === 'search'
  // What is sorted by date alone comes whole, as a place of the side bar does.
  const hasMore = isSearch && (!listing.isBrowsing || shown < total)
  const showsMissing = showsOnly(listing.question, 'missing')
  return (
    <>
      <SectionHead listing={listing} />
      {problem && !isLost && <p className={styles.problem}>{problem}</p>}
      {showsMissing && shown > 0 && <p className={styles.viewNote}>{t.missing.note}</p>}
      <Notes listing={listing} />
      {isSearch && shown > 0 && <ModelLine listing={listing} />}
      {isSearch && <UnreadLine />}
      {shown === 0 ? (
        <EmptyPage listing={listing} />
      ) : (
        <PhotoGrid
          listing={listing}
          listed={listed}
          footer={hasMore && <MoreLine shown={shown} total={total} />}
        />
      )}
      <div className="visually-hidden" role="status">
        {isSearch && announced(listing)}
        {!isSearch && !isGrowing && t.section.announceBrowse(shown)}
      </div>
    </>
  )
}

/** How much there is, said once for each answer. */
function announced({ likely, total, likelyTotal, namedTotal }: Listing): string {
  if (likely === null) return t.photos(total)
  return t.likely.announce(likelyTotal, total, likelyTotal === namedTotal)
}

/** What of the query could not be used; and, plainly, that nothing was found that is likely meant. */
function Notes({ listing }: { readonly listing: Listing }) {
  const { notes, isBrowsing, likelyTotal, likely, total } = listing
  const isNothingLikely = likely !== null && !isBrowsing && likelyTotal === 0 && total > 0
  return (
    <>
      {notes.map((note) => (
        <p key={note} className={styles.viewNote}>
          {note}
        </p>
      ))}
      {isNothingLikely && <p className={styles.nothing}>{t.likely.noneText}</p>}
    </>
  )
}
