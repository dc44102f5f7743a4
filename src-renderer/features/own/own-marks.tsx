import { Heart } from 'lucide-react'
import type { PhotoDetails } from '../../../src-preload/contract/photos.ts'
import { IconButton } from '../../parts/button.tsx'
import { rate, toggleFavourite } from '../../state/marks.ts'
import { t } from '../../strings/index.ts'
import { CollectionChips } from './collection-chips.tsx'
import styles from './own.module.css'
import { Stars } from './stars.tsx'
import { TagBox } from './tag-box.tsx'
import { TagChips } from './tag-chips.tsx'

interface OwnMarksProps {
  /** The photo that is meant: `details` may for a moment still be those of the one before. */
  readonly photoId: number
  readonly details: PhotoDetails
}

/** What the person gave a photo, to be changed in place. */
export function OwnMarks({ photoId, details }: OwnMarksProps) {
  const { favourite, rating, ratingFrom, tags, collectionIds } = details
  const isFromFile = ratingFrom === 'file'
  const note = ratingFrom === null ? t.marks.unrated : isFromFile ? t.marks.fromFile : t.marks.fromPerson
  return (
    <section className={styles.own}>
      <div className={styles.marks}>
        <IconButton
          label={favourite ? t.marks.unfavourite : t.marks.favourite}
          keys="F"
          aria-pressed={favourite}
          className={styles.heart}
          onClick={() => void toggleFavourite([photoId])}
        >
          <Heart size={18} fill={favourite ? 'currentColor' : 'none'} aria-hidden />
        </IconButton>
        <Stars
          label={t.marks.rating}
          rating={rating}
          isFromFile={isFromFile}
          onWish={(wish) => void rate([photoId], wish)}
        />
      </div>
      <p className={styles.note}>{note}</p>
      <h3 className={styles.title}>{t.tags.title}</h3>
      <TagChips tags={tags.map((name) => ({ name, photos: 1 }))} photoIds={[photoId]} />
      <TagBox label={t.tags.add} photoIds={[photoId]} taken={tags} />
      <CollectionChips collectionIds={collectionIds} photoId={photoId} />
    </section>
  )
}
