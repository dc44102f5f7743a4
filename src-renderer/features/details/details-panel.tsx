import { X } from 'lucide-react'
import { client } from '../../api/index.ts'
import { usePhotoDetails } from '../../hooks/use-photo-details.ts'
import { IconButton } from '../../parts/button.tsx'
import { usePhotos } from '../../state/photos.ts'
import { openViewer, toggleDetails } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './details.module.css'
import { PhotoFacts } from './photo-facts.tsx'
import { SelectionDetails } from './selection-details.tsx'
import { useScore } from './use-score.ts'

/** Beside the grid: the photo that the keyboard stands on, or the photos that are chosen. */
export function DetailsPanel() {
  const photoId = usePhotos((state) => state.selection.activeId)
  const chosen = usePhotos((state) => state.selection.chosen)
  return (
    <aside className={styles.panel} aria-label={t.details.title}>
      <header className={styles.header}>
        <h2>{t.details.title}</h2>
        <IconButton label={t.close} keys="I" onClick={toggleDetails}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {chosen.size > 1 ? <SelectionDetails chosen={chosen} /> : <OnePhoto photoId={photoId} />}
    </aside>
  )
}

function OnePhoto({ photoId }: { readonly photoId: number | null }) {
  const answer = usePhotoDetails(photoId)
  const score = useScore(photoId)
  if (!answer || photoId === null) return <p className={styles.none}>{t.details.none}</p>
  return (
    <>
      {answer.problem && <p className={styles.none}>{answer.problem}</p>}
      {answer.details && (
        <>
          <button
            type="button"
            className={styles.preview}
            aria-label={t.grid.preview}
            onClick={() => openViewer(answer.photoId)}
          >
            <img src={client.pictureUrl(answer.photoId, 'thumbnail')} alt="" draggable={false} />
          </button>
          <PhotoFacts photoId={photoId} details={answer.details} score={score} />
        </>
      )}
    </>
  )
}
