import { Bookmark } from 'lucide-react'
import { isSearching, wholeText } from '../../lib/query-state.ts'
import { readBox } from '../../lib/search-box.ts'
import { IconButton } from '../../parts/button.tsx'
import { finishTyping } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { useSearches } from '../../state/searches.ts'
import { openDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './search-box.module.css'

/** Gives the search a name; filled when it has one. */
export function SaveButton() {
  const text = usePhotos(({ query }) =>
    isSearching(query) && readBox(query.box).problem === null ? wholeText(query) : '',
  )
  const saved = useSearches((state) => state.saved.find((search) => search.text === text))
  if (text === '' || text.length > 10_000) return null
  return (
    <IconButton
      label={saved ? t.saveSearch.isSaved(saved.name) : t.saveSearch.button}
      className={styles.tool}
      aria-pressed={saved !== undefined}
      onClick={() => {
        if (saved) return
        finishTyping()
        openDialog({ kind: 'save-search', text })
      }}
    >
      <Bookmark size={14} aria-hidden fill={saved ? 'currentColor' : 'none'} />
    </IconButton>
  )
}
