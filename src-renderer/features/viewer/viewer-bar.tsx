import {
  ArrowLeft,
  ChevronLeft,
  ChevronRight,
  ExternalLink,
  FolderOpen,
  Heart,
  Info,
  Minus,
  Plus,
  Scan,
  ScanSearch,
} from 'lucide-react'
import { IconButton } from '../../parts/button.tsx'
import { areFavourites, toggleFavourite } from '../../state/marks.ts'
import { act } from '../../state/photo-actions.ts'
import { usePhotos } from '../../state/photos.ts'
import { closeViewer, toggleDetails, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { stepPhoto } from './step-photo.ts'
import type { StageHandle } from './use-stage.ts'
import { zoomStep } from './use-viewer-keys.ts'
import styles from './viewer.module.css'

interface ViewerBarProps {
  readonly photoId: number
  readonly name: string
  readonly at: number
  readonly total: number
  readonly stage: StageHandle
}

export function ViewerBar({ photoId, name, at, total, stage }: ViewerBarProps) {
  const detailsOpen = useUi((state) => state.detailsOpen)
  const isFavourite = usePhotos(() => areFavourites([photoId]))
  return (
    <>
      <header className={styles.bar}>
        <IconButton label={t.viewer.back} keys="Esc" onClick={closeViewer}>
          <ArrowLeft size={18} aria-hidden className={styles.mirrored} />
        </IconButton>
        <p className={styles.name} aria-live="polite">
          {name} <span>{t.viewer.position(at, total)}</span>
        </p>
        <div className={styles.tools}>
          <IconButton
            label={t.viewer.zoomOut}
            keys="-"
            disabled={stage.isFitted}
            onClick={() => stage.zoomBy(1 / zoomStep)}
          >
            <Minus size={16} aria-hidden />
          </IconButton>
          <button type="button" className={styles.scale} title={`${t.viewer.fit} (Z)`} onClick={stage.fit}>
            {stage.isFitted ? t.viewer.fit : t.viewer.zoom(stage.zoom.scale)}
          </button>
          <IconButton label={t.viewer.zoomIn} keys="+" onClick={() => stage.zoomBy(zoomStep)}>
            <Plus size={16} aria-hidden />
          </IconButton>
          <span className={styles.gap} />
          <IconButton
            label={isFavourite ? t.marks.unfavourite : t.marks.favourite}
            keys="F"
            onClick={() => void toggleFavourite([photoId])}
          >
            <Heart size={17} fill={isFavourite ? 'currentColor' : 'none'} aria-hidden />
          </IconButton>
          <IconButton label={t.actions.similar} keys="S" onClick={() => void act('similar', [photoId])}>
            <ScanSearch size={17} aria-hidden />
          </IconButton>
          <IconButton
            label={t.photoSearch.search}
            keys="P"
            onClick={() => void act('search-part', [photoId])}
          >
            <Scan size={17} aria-hidden />
          </IconButton>
          <IconButton label={t.actions.open} keys="Enter" onClick={() => void act('open', [photoId])}>
            <ExternalLink size={17} aria-hidden />
          </IconButton>
          <IconButton label={t.actions.reveal} onClick={() => void act('reveal', [photoId])}>
            <FolderOpen size={17} aria-hidden />
          </IconButton>
          <IconButton label={t.details.title} keys="I" aria-pressed={detailsOpen} onClick={toggleDetails}>
            <Info size={17} aria-hidden />
          </IconButton>
        </div>
      </header>
      {at > 1 && (
        <IconButton
          label={t.viewer.previous}
          keys="←"
          className={styles.previous}
          onClick={() => stepPhoto(-1)}
        >
          <ChevronLeft size={26} aria-hidden className={styles.mirrored} />
        </IconButton>
      )}
      {at < total && (
        <IconButton label={t.viewer.next} keys="→" className={styles.next} onClick={() => stepPhoto(1)}>
          <ChevronRight size={26} aria-hidden className={styles.mirrored} />
        </IconButton>
      )}
    </>
  )
}
