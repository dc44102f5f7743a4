import { Heart, Layers } from 'lucide-react'
import { Button, IconButton } from '../../parts/button.tsx'
import { areFavourites, rate, toggleFavourite } from '../../state/marks.ts'
import { usePhotos } from '../../state/photos.ts'
import { openDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import ownStyles from '../own/own.module.css'
import { Stars } from '../own/stars.tsx'
import { TagBox } from '../own/tag-box.tsx'
import { TagChips } from '../own/tag-chips.tsx'
import styles from './details.module.css'
import { mostLookedUp, useChosenTags } from './use-chosen-tags.ts'

/** Several photos are chosen: what can be given to all of them. */
export function SelectionDetails({ chosen }: { readonly chosen: ReadonlySet<number> }) {
  const tags = useChosenTags(chosen)
  const photoIds = [...chosen]
  const isFavourite = usePhotos(() => areFavourites(photoIds))
  const onAll = tags.filter(({ photos }) => photos === photoIds.length).map(({ name }) => name)
  return (
    <>
      <h2 className={styles.name}>{t.selection.chosen(photoIds.length)}</h2>
      <section className={ownStyles.own}>
        <div className={ownStyles.marks}>
          <IconButton
            label={isFavourite ? t.marks.unfavourite : t.marks.favourite}
            keys="F"
            aria-pressed={isFavourite}
            className={ownStyles.heart}
            onClick={() => void toggleFavourite(photoIds)}
          >
            <Heart size={18} fill={isFavourite ? 'currentColor' : 'none'} aria-hidden />
          </IconButton>
          <Stars
            label={t.marks.ratingAll}
            rating={null}
            isFromFile={false}
            onWish={(wish) => void rate(photoIds, wish)}
          />
        </div>
        <h3 className={ownStyles.title}>{t.tags.title}</h3>
        {photoIds.length > mostLookedUp && (
          <p className={ownStyles.first}>{t.tags.firstOnly(mostLookedUp)}</p>
        )}
        <TagChips tags={tags} photoIds={photoIds} />
        <TagBox label={t.tags.addAll} photoIds={photoIds} taken={onAll} />
        <h3 className={ownStyles.title}>{t.collections.title}</h3>
        <Button look="outlined" onClick={() => openDialog({ kind: 'collect', photoIds })}>
          <Layers size={14} aria-hidden />
          {t.collections.addTo}
        </Button>
      </section>
    </>
  )
}
