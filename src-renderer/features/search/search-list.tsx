import { Bookmark, History, SlidersHorizontal, Trash2, X } from 'lucide-react'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { SearchOption } from '../../lib/search-options.ts'
import { classes } from '../../parts/classes.ts'
import { useSearches } from '../../state/searches.ts'
import { usePhotos } from '../../state/photos.ts'
import { format, t } from '../../strings/index.ts'
import type { FolderNames } from './part-label.ts'
import { nameOfSearch } from './query-title.ts'
import styles from './search-list.module.css'
import { useFolderNames } from './use-folder-names.ts'
import { listId, optionId } from './use-options.ts'
import type { Options } from './use-options.ts'

/** Recent and saved searches, or what the text may become. The keyboard stays in the box. */
export function SearchList({ options }: { readonly options: Options }) {
  const names = useFolderNames()
  const isOff = useSearches((state) => !state.areKept)
  const isEmpty = usePhotos(({ query }) => query.box.draft.trim() === '')
  const { active } = options
  useEffect(() => {
    if (active !== null) document.querySelector(`#${optionId(active)}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const saysOff = isOff && isEmpty && options.isOpen

  return (
    <div
      className={styles.list}
      hidden={!options.isOpen}
      // The box keeps the keyboard whatever is clicked.
      onPointerDown={(event) => event.preventDefault()}
    >
      <ul id={listId} role="listbox" aria-label={t.searchList.label}>
        {options.all.map((option, index) => (
          <li
            key={keyOf(option)}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            className={classes(styles.option, option.kind === 'clear' && styles.clear)}
            data-begins={beginsGroup(options.all, index) || undefined}
            onPointerMove={() => active === index || options.point(index)}
            onClick={() => options.choose(option)}
          >
            {face(option, names)}
            {option.kind === 'recent' && (
              <button
                type="button"
                tabIndex={-1}
                className={styles.forget}
                aria-label={t.searchList.forget(nameOfSearch(option.text, names))}
                title={t.searchList.forgetShort}
                onClick={(event) => {
                  event.stopPropagation()
                  options.forget(option)
                }}
              >
                <X size={12} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {saysOff && <p className={styles.off}>{t.searchList.off}</p>}
    </div>
  )
}

function face(option: SearchOption, names: FolderNames): ReactNode {
  switch (option.kind) {
    case 'recent':
      return line(<History size={14} aria-hidden />, nameOfSearch(option.text, names))
    case 'saved': {
      const { name, photos } = option.search
      return line(<Bookmark size={14} aria-hidden />, name, photos === null ? '' : format.count(photos))
    }
    case 'clear':
      return line(<Trash2 size={14} aria-hidden />, t.searchList.clear)
    case 'completion': {
      const { label, photos } = option.completion
      const hint = t.searchList.keys[label.replace(/:$/u, '')]
      const end = label.endsWith(':') ? hint : photos === null ? '' : format.count(photos)
      return line(<SlidersHorizontal size={14} aria-hidden />, label, end)
    }
  }
}

function line(icon: ReactNode, text: string, end = ''): ReactNode {
  return (
    <>
      {icon}
      <span className={styles.text} dir="auto">
        {text}
      </span>
      {end !== '' && <span className={styles.end}>{end}</span>}
    </>
  )
}

/** A line divides what is of different kinds. */
function beginsGroup(all: readonly SearchOption[], index: number): boolean {
  return index > 0 && all[index]?.kind !== all[index - 1]?.kind
}

function keyOf(option: SearchOption): string {
  switch (option.kind) {
    case 'recent':
      return `recent ${option.text}`
    case 'saved':
      return `saved ${option.search.id}`
    case 'completion':
      return `completion ${option.completion.insert}`
    case 'clear':
      return 'clear'
  }
}
