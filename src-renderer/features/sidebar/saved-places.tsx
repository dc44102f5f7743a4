import { Search } from 'lucide-react'
import { useEffect } from 'react'
import type { SavedSearch } from '../../../src-preload/contract/search.ts'
import { wholeText } from '../../lib/query-state.ts'
import { searchFor } from '../../state/ask.ts'
import { onOwnDataChange } from '../../state/own-data.ts'
import { usePhotos } from '../../state/photos.ts'
import { readSaved, useSearches } from '../../state/searches.ts'
import { openMenu, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { PlaceWithMenu } from './place-with-menu.tsx'
import styles from './sidebar.module.css'

/** Counts follow what the person does to photos, but not every stroke of it. */
const recountAfterMs = 800

/** The searches that the person gave a name, with how many photos each finds now; there only when there are any. */
export function SavedPlaces() {
  const saved = useSearches((state) => state.saved)
  const text = usePhotos((state) => wholeText(state.query))
  const isOnPage = useUi((state) => state.page === 'photos')
  useRecount(saved.length > 0)
  if (saved.length === 0) return null
  return (
    <>
      <h2 className={styles.title}>{t.savedSearches.title}</h2>
      <ul>
        {saved.map((search) => (
          <Row key={search.id} search={search} isCurrent={isOnPage && search.text === text} />
        ))}
      </ul>
    </>
  )
}

/** The search that the box holds exactly, if it is a saved one: then no other place is the present one. */
export function useIsSavedSearch(): boolean {
  const saved = useSearches((state) => state.saved)
  const text = usePhotos((state) => wholeText(state.query))
  return text !== '' && saved.some((search) => search.text === text)
}

function useRecount(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onOwnDataChange(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void readSaved().catch(() => {}), recountAfterMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [isWanted])
}

function Row({ search, isCurrent }: { readonly search: SavedSearch; readonly isCurrent: boolean }) {
  const { name, text, photos } = search
  return (
    <PlaceWithMenu
      icon={<Search size={15} aria-hidden />}
      name={name}
      count={photos}
      isCurrent={isCurrent}
      title={name === text ? name : t.savedSearches.show(name, text)}
      onClick={() => searchFor(text)}
      onMenu={(at) => openMenu({ kind: 'saved-search', search, ...at })}
    />
  )
}
