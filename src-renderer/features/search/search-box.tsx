import { Search, SlidersHorizontal, X } from 'lucide-react'
import { useRef } from 'react'
import { controlKey } from '../../lib/platform.ts'
import { isSearching } from '../../lib/query-state.ts'
import { IconButton } from '../../parts/button.tsx'
import { clearSearch } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { showFilters, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { BoxChips } from './box-chips.tsx'
import { BoxInput } from './box-input.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { ProblemLine } from './problem-line.tsx'
import { SaveButton } from './save-button.tsx'
import styles from './search-box.module.css'
import { SearchList } from './search-list.tsx'
import { useOptions } from './use-options.ts'
import { useProblem } from './use-problem.ts'

/** One text as chips and words, what is offered for it, and what is wrong with it. */
export function SearchBox() {
  const ref = useRef<HTMLElement>(null)
  const filterButton = useRef<HTMLButtonElement>(null)
  const isUsed = usePhotos(({ query }) => isSearching(query) || query.box.draft !== '')
  const filtersOpen = useUi((state) => state.filtersOpen)
  const problem = useProblem()
  const options = useOptions()
  const input = () => ref.current?.querySelector('input') ?? null

  return (
    <search ref={ref} className={styles.search}>
      <div className={styles.box} data-wrong={problem.shown !== null || undefined}>
        <Search size={16} aria-hidden className={styles.icon} />
        <div className={styles.parts} onPointerDown={(event) => toInput(event, input())}>
          <BoxChips />
          <BoxInput options={options} problem={problem} />
        </div>
        <div className={styles.tools}>
          {isUsed ? (
            <>
              <SaveButton />
              <IconButton
                label={t.search.clear}
                keys="Esc"
                className={styles.tool}
                onClick={() => {
                  clearSearch()
                  input()?.focus()
                }}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </>
          ) : (
            <kbd className={styles.key} aria-hidden>
              /
            </kbd>
          )}
          <IconButton
            ref={filterButton}
            label={t.filters.button}
            keys={`${controlKey}+Shift+F`}
            className={styles.tool}
            aria-haspopup="dialog"
            aria-expanded={filtersOpen}
            onClick={() => showFilters(!filtersOpen)}
          >
            <SlidersHorizontal size={14} aria-hidden />
          </IconButton>
        </div>
        <SearchList options={options} />
      </div>
      <ProblemLine problem={problem} />
      {filtersOpen && <FilterPanel button={filterButton} />}
    </search>
  )
}

/** Whatever of the box is nothing else is the place to type. */
function toInput(event: React.PointerEvent, input: HTMLInputElement | null): void {
  if (event.target !== event.currentTarget) return
  event.preventDefault()
  input?.focus()
}
