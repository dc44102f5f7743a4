import { useEffect } from 'react'
import type { Listing } from '../../../lib/query-state.ts'
import { rootName, useLibrary } from '../../../state/library.ts'
import { collectionName, useOwnData } from '../../../state/own-data.ts'
import { usePhotos } from '../../../state/photos.ts'
import { format, t } from '../../../strings/index.ts'
import { titleOfSearch } from '../../search/query-title.ts'
import { useFolderNames } from '../../search/use-folder-names.ts'
import styles from './photos-page.module.css'
import { OrderButton } from './order-button.tsx'
import { ResultsTitle } from './results-title.tsx'
import { SelectionHead } from '../selection/selection-head.tsx'

/** What is on screen and how much of it, or what can be done with the photos that are chosen. */
export function SectionHead({ listing }: { readonly listing: Listing }) {
  const chosen = usePhotos((state) => state.selection.chosen)
  if (chosen.size > 0) return <SelectionHead listing={listing} chosen={chosen} />
  return <ListingHead listing={listing} />
}

function ListingHead({ listing }: { readonly listing: Listing }) {
  const { question, total, tookMs } = listing
  const roots = useLibrary((state) => state.roots)
  const isSearch = question.kind === 'search'
  const shown = listing.photos.ids.length
  const collections = useOwnData((state) => state.collections)
  const folderNames = useFolderNames()
  const title = titleOf(listing, {
    ofRoot: (id) => rootName(roots, id),
    ofCollection: (id) => collectionName(collections, id),
    ofSearch: (text) => titleOfSearch(text, folderNames),
  })
  useEffect(() => {
    document.title = t.windowTitle(title)
    return () => {
      document.title = t.appName
    }
  }, [title])
  return (
    <div className={styles.head}>
      {isSearch && shown > 0 ? (
        <ResultsTitle listing={listing} question={title} />
      ) : (
        <>
          <h1 className={styles.title}>{title}</h1>
          <span className={styles.count}>{format.count(total)}</span>
        </>
      )}
      {shown > 0 && (
        <div className={styles.end}>
          {tookMs !== null && <span className={styles.took}>{t.section.took(tookMs)}</span>}
          {isSearch ? <OrderButton listing={listing} /> : <span>{t.section.newest}</span>}
        </div>
      )}
    </div>
  )
}

function titleOf({ question }: Listing, names: Names): string {
  if (question.kind === 'search') {
    return question.query.kind === 'words' ? names.ofSearch(question.query.text) : t.section.similar
  }
  const { view } = question
  switch (view.kind) {
    case 'root':
      return names.ofRoot(view.rootId)
    case 'collection':
      return names.ofCollection(view.collectionId)
    case 'tag':
      return t.tags.heading(view.tag)
    case 'favourites':
      return t.favourites.title
    case 'missing':
      return t.missing.title
    case 'hidden':
      return t.sidebar.hidden
    default:
      return t.sidebar.all
  }
}

interface Names {
  ofRoot(rootId: number): string
  ofCollection(collectionId: number): string
  ofSearch(text: string): string
}
