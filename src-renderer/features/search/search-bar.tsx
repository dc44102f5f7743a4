import { CircleHelp, Info, PanelLeft, Search, X } from 'lucide-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
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
  const { chips, draft: text } = usePhotos((state) => state.query.box)
  const ref = useRef<HTMLInputElement>(null)
  const isUsed = text !== '' || chips.length > 0

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
    if (event.key === 'Backspace' && text === '' && chips.length > 0) clear()
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
      {chips.map((chip) => (
        <span key={chip.text} className={styles.chip}>
          <span className={styles.chipName}>{chip.text}</span>
        </span>
      ))}
      <input
        ref={ref}
        id={searchBoxId}
        type="search"
        className={styles.input}
        aria-label={t.search.label}
        placeholder={chips.length > 0 ? t.search.placeholderMore : t.search.placeholder}
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
