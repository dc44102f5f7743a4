import { Tag as TagIcon } from 'lucide-react'
import { useState } from 'react'
import type { PhotoView } from '../../../src-preload/contract/photos.ts'
import { Button } from '../../parts/button.tsx'
import { showView } from '../../state/ask.ts'
import { useOwnData } from '../../state/own-data.ts'
import { t } from '../../strings/index.ts'
import { Place } from './place.tsx'
import styles from './sidebar.module.css'

const fewTags = 12

/** The tags that photos bear; there only when there are any. */
export function TagPlaces({ view }: { readonly view: PhotoView | null }) {
  const tags = useOwnData((state) => state.tags)
  const [showsAll, setShowsAll] = useState(false)
  if (tags.length === 0) return null
  const current = view?.kind === 'tag' ? view.tag : null
  const byUse = tags.toSorted((one, other) => other.photos - one.photos)
  const mostUsed = new Set(byUse.slice(0, fewTags).map(({ name }) => name))
  // The one on screen is never left out.
  const listed = showsAll ? tags : tags.filter((tag) => mostUsed.has(tag.name) || tag.name === current)
  return (
    <>
      <h2 className={styles.title}>{t.tags.title}</h2>
      <ul>
        {listed.map(({ name, photos }) => (
          <Place
            key={name}
            icon={<TagIcon size={15} aria-hidden />}
            label={name}
            saying={t.tags.inSidebar(name, photos)}
            count={photos}
            isCurrent={name === current}
            onClick={() => showView({ kind: 'tag', tag: name })}
          />
        ))}
      </ul>
      {tags.length > fewTags && (
        <Button className={styles.add} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t.tags.fewer : t.tags.more(tags.length - listed.length)}
        </Button>
      )}
    </>
  )
}
