import { useEffect, useRef } from 'react'
import { useIdle } from '../../hooks/use-idle.ts'
import { usePhotoDetails } from '../../hooks/use-photo-details.ts'
import { classes } from '../../parts/classes.ts'
import { showMore } from '../../state/ask.ts'
import { revealPhoto } from '../../state/focus.ts'
import { rootName, useLibrary } from '../../state/library.ts'
import { showPhotoMenu } from '../../state/photo-actions.ts'
import { usePhotos } from '../../state/photos.ts'
import { closeViewer, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import detailStyles from '../details/details.module.css'
import { PhotoFacts } from '../details/photo-facts.tsx'
import { useScore } from '../details/use-score.ts'
import { tileLabel } from '../grid/tile/tile-label.ts'
import { FilmStrip } from './film-strip.tsx'
import { Stage } from './stage.tsx'
import { useStage } from './use-stage.ts'
import { useViewerKeys } from './use-viewer-keys.ts'
import { ViewerBar } from './viewer-bar.tsx'
import styles from './viewer.module.css'

const hidesAfterMs = 2_600
/** So many photos before the last that is there, the next are asked for. */
const nearEnd = 24

/** One photo over the whole window, always dark: the photo that the keyboard stands on in the list on screen. */
export function Viewer() {
  const ref = useRef<HTMLDivElement>(null)
  const photos = usePhotos((state) => state.listed?.photos)
  const activeId = usePhotos((state) => state.selection.activeId)
  const total = usePhotos(({ query, listed }) => (query.shown?.total ?? 0) - (listed?.foldedCount ?? 0))
  const roots = useLibrary((state) => state.roots)
  const detailsOpen = useUi((state) => state.detailsOpen)
  const index = photos && activeId !== null ? photos.ids.indexOf(activeId) : -1
  const isOpen = photos !== undefined && index >= 0
  const { isIdle, stir } = useIdle(hidesAfterMs)
  const stage = useStage({ width: photos?.widths[index] ?? 0, height: photos?.heights[index] ?? 0 }, activeId)
  const answer = usePhotoDetails(activeId)
  const score = useScore(activeId)
  useViewerKeys(stage, stir)

  useEffect(() => {
    if (!isOpen) closeViewer()
  }, [isOpen])
  useMoreNearEnd(index)
  useEffect(() => {
    ref.current?.focus()
    return () => {
      const { activeId } = usePhotos.getState().selection
      // After the grid is reachable again.
      if (activeId === null) return
      requestAnimationFrame(() => {
        // Who went on to the search box in this moment stays there.
        const at = document.activeElement
        if (at === document.body || at?.closest('[data-photo-id]')) revealPhoto(activeId)
      })
    }
  }, [])

  if (!isOpen || activeId === null) return null
  return (
    <div
      ref={ref}
      role="dialog"
      aria-modal="true"
      aria-label={t.viewer.label}
      tabIndex={-1}
      className={classes(styles.viewer, isIdle && styles.idle)}
      onPointerMove={stir}
      onContextMenu={(event) => {
        event.preventDefault()
        void showPhotoMenu(activeId, event.clientX, event.clientY)
      }}
    >
      <div className={styles.main}>
        <Stage
          stage={stage}
          photoId={activeId}
          nextIds={[photos.ids[index + 1], photos.ids[index - 1]]}
          colour={photos.colours[index] ?? 0}
          label={tileLabel(photos, index, rootName(roots, photos.rootIds[index] ?? 0))}
        />
        <ViewerBar
          photoId={activeId}
          name={answer?.photoId === activeId ? (answer.details?.fileName ?? '') : ''}
          at={index + 1}
          total={total}
          stage={stage}
        />
        <FilmStrip ids={photos.ids} colours={photos.colours} index={index} />
      </div>
      {detailsOpen && (
        <aside className={styles.details} aria-label={t.details.title}>
          {answer?.problem && <p className={detailStyles.none}>{answer.problem}</p>}
          {answer?.details && <PhotoFacts photoId={activeId} details={answer.details} score={score} />}
        </aside>
      )}
    </div>
  )
}

/** Stepping on through results never comes to an end before they do. */
function useMoreNearEnd(index: number): void {
  const isNear = usePhotos(({ listed, query }) => {
    const { shown, waiting, problem } = query
    if (!listed || shown?.question.kind !== 'search' || waiting || problem !== null) return false
    return shown.photos.ids.length < shown.total && index >= listed.photos.ids.length - nearEnd
  })
  useEffect(() => {
    if (isNear) void showMore()
  }, [isNear])
}
