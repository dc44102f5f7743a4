import { ImagePlus } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { Button } from '../../parts/button.tsx'
import { findByPictures } from '../../state/find-by-picture.ts'
import { sayError } from '../../state/notices.ts'
import { readFacets, useSearches } from '../../state/searches.ts'
import { showFilters } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { groupsOf } from './filter-groups.ts'
import { FilterGroupView } from './filter-group-view.tsx'
import styles from './filter-panel.module.css'

const marginPx = 8

/** What the library has, to be put into the text of the box or taken out of it; pictures too. */
export function FilterPanel({ button }: { readonly button: RefObject<HTMLButtonElement | null> }) {
  const ref = useRef<HTMLDivElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const facets = useSearches((state) => state.facets)
  usePanel(ref, button)
  useEffect(() => void readFacets().catch(sayError), [])
  const groups = facets ? groupsOf(facets) : []

  return (
    <div
      ref={ref}
      popover="auto"
      role="dialog"
      aria-label={t.filters.title}
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        showFilters(false)
      }}
    >
      <Button look="outlined" onClick={() => file.current?.click()}>
        <ImagePlus size={15} aria-hidden />
        {t.filters.picture}
      </Button>
      <input
        ref={file}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          showFilters(false)
          if (files.length > 0) void findByPictures(files)
        }}
      />
      {groups.map((group) => (
        <FilterGroupView key={group.title} group={group} />
      ))}
      {facets && groups.length === 0 && <p className={styles.none}>{t.filters.none}</p>}
    </div>
  )
}

/** In the top layer under its button, with the keyboard inside, until it is left. */
function usePanel(ref: RefObject<HTMLDivElement | null>, button: RefObject<HTMLButtonElement | null>): void {
  useLayoutEffect(() => {
    const panel = ref.current
    if (!panel) return undefined
    const opener = button.current
    panel.showPopover()
    const place = () => {
      const at = opener?.getBoundingClientRect()
      const { width } = panel.getBoundingClientRect()
      const isRtl = getComputedStyle(panel).direction === 'rtl'
      const left = isRtl ? (at?.left ?? 0) : (at?.right ?? 0) - width
      panel.style.left = `${Math.max(marginPx, Math.min(left, window.innerWidth - width - marginPx))}px`
      panel.style.top = `${(at?.bottom ?? 0) + marginPx}px`
      panel.style.maxHeight = `${window.innerHeight - (at?.bottom ?? 0) - 2 * marginPx}px`
    }
    place()
    panel.focus()
    // Chips that are added make the box taller.
    const watching = new ResizeObserver(place)
    const bar = opener?.closest('header')
    if (bar) watching.observe(bar)
    window.addEventListener('resize', place)
    const onToggle = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') showFilters(false)
    }
    panel.addEventListener('toggle', onToggle)
    return () => {
      watching.disconnect()
      window.removeEventListener('resize', place)
      panel.removeEventListener('toggle', onToggle)
      const now = document.activeElement
      if (now === document.body || now === null || panel.contains(now)) opener?.focus()
    }
  }, [ref, button])
}
