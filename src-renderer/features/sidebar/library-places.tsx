import { EyeOff, FileQuestionMark, Heart, Images, TriangleAlert } from 'lucide-react'
import type { PhotoView } from '../../../src-preload/contract/photos.ts'
import { showView } from '../../state/ask.ts'
import { photoCount, useLibrary } from '../../state/library.ts'
import { showPage, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { Place } from './place.tsx'
import styles from './sidebar.module.css'

interface LibraryPlacesProps {
  /** null while no place is on screen: the problems, or a saved search. */
  readonly view: PhotoView | null
}

/** All photos, and those that stand apart; what is empty is not shown, unless it is on screen. */
export function LibraryPlaces({ view }: LibraryPlacesProps) {
  const roots = useLibrary((state) => state.roots)
  const counts = useLibrary((state) => state.progress?.library)
  const showsProblems = useUi((state) => state.page === 'problems')
  const { favourites = 0, missing = 0, hidden = 0, failed = 0 } = counts ?? {}
  return (
    <>
      <h2 className={styles.title}>{t.sidebar.library}</h2>
      <ul>
        <Place
          icon={<Images size={16} aria-hidden />}
          label={t.sidebar.all}
          count={roots ? photoCount(roots) : null}
          isCurrent={view?.kind === 'all'}
          onClick={() => showView({ kind: 'all' })}
        />
        <Place
          icon={<Heart size={16} aria-hidden />}
          label={t.favourites.title}
          count={favourites}
          isCurrent={view?.kind === 'favourites'}
          onClick={() => showView({ kind: 'favourites' })}
        />
        {(missing > 0 || view?.kind === 'missing') && (
          <Place
            icon={<FileQuestionMark size={16} aria-hidden />}
            label={t.missing.title}
            count={missing}
            isCurrent={view?.kind === 'missing'}
            onClick={() => showView({ kind: 'missing' })}
          />
        )}
        {(hidden > 0 || view?.kind === 'hidden') && (
          <Place
            icon={<EyeOff size={16} aria-hidden />}
            label={t.sidebar.hidden}
            count={hidden}
            isCurrent={view?.kind === 'hidden'}
            onClick={() => showView({ kind: 'hidden' })}
          />
        )}
        {(failed > 0 || showsProblems) && (
          <Place
            icon={<TriangleAlert size={16} aria-hidden />}
            label={t.sidebar.problems}
            count={failed}
            isCurrent={showsProblems}
            onClick={() => showPage('problems')}
          />
        )}
      </ul>
    </>
  )
}
