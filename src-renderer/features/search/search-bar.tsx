import { CircleHelp, Info, PanelLeft, Search, X } from 'lucide-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { client } from '../../api/index.ts'
import { controlKey } from '../../lib/platform.ts'
import { isAskingAnew } from '../../lib/query-state.ts'
import { IconButton } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { clearSearch, searchNow, typeWords } from '../../state/ask.ts'
import { searchBoxId } from '../../state/commands.ts'
import { focusGrid } from '../../state/focus.ts'
import { usePhotos } from '../../state/photos.ts'
import { prepareSearch } from '../../state/prepare.ts'
import { openDialog, toggleDetails, toggleSidebar, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './search-bar.module.css'

export function SearchBar() {
  const isAsking = usePhotos((state) => isAskingAnew(state.query))
  const detailsOpen = useUi((state) => state.detailsOpen)
  const sidebarOpen = useUi((state) => state.sidebarOpen)
  return (
    <header className={styles.bar}>
      <IconButton
        label={t.sidebar.toggle}
        keys={`${controlKey}+B`}
        aria-pressed={sidebarOpen}
        onClick={toggleSidebar}
      >
        <PanelLeft size={16} aria-hidden className={styles.mirrored} />
      </IconButton>
      <SearchBox />
      <div className={styles.end}>
        <IconButton label={t.keys.title} keys="?" onClick={() => openDialog({ kind: 'keys' })}>
          <CircleHelp size={16} aria-hidden />
        </IconButton>
        <IconButton label={t.details.title} keys="I" aria-pressed={detailsOpen} onClick={toggleDetails}>
          <Info size={16} aria-hidden />
        </IconButton>
      </div>
      <div className={classes(styles.working, isAsking && styles.isWorking)} aria-hidden />
    </header>
  )
}

function SearchBox() {
  const text = usePhotos((state) => state.query.text)
  const subject = usePhotos((state) => state.query.subject)
  const ref = useRef<HTMLInputElement>(null)
  const isUsed = text !== '' || subject !== null

  const clear = () => {
    clearSearch()
    ref.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      if (isUsed) clear()
      else focusGrid()
    }
    if (event.key === 'Backspace' && text === '' && subject) clear()
    if (event.key === 'Enter') {
      searchNow()
      focusGrid()
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusGrid()
    }
  }

  return (
    <search className={styles.box}>
      <Search size={16} aria-hidden className={styles.icon} />
      {subject && (
        <span className={styles.chip}>
          <img
            src={
              subject.kind === 'photo' ? client.pictureUrl(subject.photoId, 'thumbnail') : subject.previewUrl
            }
            alt=""
            draggable={false}
          />
          <span className={styles.chipName}>
            {subject.kind === 'photo' ? t.search.similarTo : subject.name || t.search.similarTo}
          </span>
          <button
            type="button"
            aria-label={t.search.removeSubject}
            title={t.search.removeSubject}
            onClick={clear}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      )}
      <input
        ref={ref}
        id={searchBoxId}
        type="search"
        className={styles.input}
        aria-label={t.search.label}
        placeholder={subject ? t.search.placeholderSubject : t.search.placeholder}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={text}
        onFocus={prepareSearch}
        onChange={(event) => typeWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {isUsed ? (
        <IconButton label={t.search.clear} keys="Esc" className={styles.clear} onClick={clear}>
          <X size={14} aria-hidden />
        </IconButton>
      ) : (
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      )}
    </search>
  )
}
