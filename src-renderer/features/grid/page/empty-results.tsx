import { SearchX, X } from 'lucide-react'
import type { Listing } from '../../../lib/query-state.ts'
import { withoutChip } from '../../../lib/search-box.ts'
import type { SearchBox } from '../../../lib/search-box.ts'
import { shownBox } from '../../../lib/shown-box.ts'
import { Button } from '../../../parts/button.tsx'
import { changeBox, clearSearch, searchEverywhere } from '../../../state/ask.ts'
import { useLibrary } from '../../../state/library.ts'
import { usePhotos } from '../../../state/photos.ts'
import { format, t } from '../../../strings/index.ts'
import { labelOfPart } from '../../search/part-label.ts'
import { titleOfSearch } from '../../search/query-title.ts'
import { useFolderNames } from '../../search/use-folder-names.ts'
import { Empty } from './empty.tsx'
import { modelName } from './model-line.tsx'
import styles from './photos-page.module.css'

/** A search that found nothing: because of its filters, which can be taken away one by one, or of its words. */
export function EmptyResults({ listing }: { readonly listing: Listing }) {
  const { unknownWords, total } = listing
  const model = useLibrary((state) => state.info?.model)
  const query = usePhotos((state) => state.query)
  const names = useFolderNames()
  const { box, isInPlace } = shownBox(query)
  const filters = filtersOf(box).map(({ index, part }) => ({ index, label: labelOfPart(part, names) }))
  const title = searchTitle(listing, (text) => titleOfSearch(text, names))
  const icon = <SearchX size={32} strokeWidth={1.5} aria-hidden />

  if (unknownWords.length > 0) {
    return (
      <Empty
        icon={icon}
        title={t.empty.unknownTitle(modelName(model), unknownWords)}
        text={t.empty.unknownText}
      >
        <ClearButton />
      </Empty>
    )
  }
  if (filters.length === 0 && !isInPlace) {
    return (
      <Empty icon={icon} title={t.empty.noResultTitle(title)} text={t.empty.noResultText(total)}>
        <ClearButton />
      </Empty>
    )
  }
  return (
    <Empty
      icon={icon}
      title={
        filters.length > 0 ? t.noMatch.title(format.allOf(filters.map(({ label }) => label))) : t.noMatch.here
      }
      text={filters.length > 0 ? t.noMatch.text : t.noMatch.hereText}
    >
      <div className={styles.ways}>
        {filters.map(({ index, label }) => (
          <Button key={index} look="outlined" onClick={() => changeBox(withoutChip(box, index))}>
            <X size={14} aria-hidden />
            {t.noMatch.remove(label)}
          </Button>
        ))}
        {isInPlace && (
          <Button look="outlined" onClick={() => searchEverywhere(box)}>
            {t.noMatch.everywhere}
          </Button>
        )}
        <ClearButton />
      </div>
    </Empty>
  )
}

function ClearButton() {
  return (
    <Button look="outlined" onClick={clearSearch}>
      {t.search.clear}
    </Button>
  )
}

function filtersOf({ chips }: SearchBox) {
  return chips.flatMap(({ part }, index) =>
    part.kind === 'filter' || part.kind === 'exact' ? [{ index, part }] : [],
  )
}

function searchTitle({ question }: Listing, title: (text: string) => string): string {
  if (question.kind !== 'search' || question.query.kind !== 'words') return t.section.similar
  return title(question.query.text)
}
