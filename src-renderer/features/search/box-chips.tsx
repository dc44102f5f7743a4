import { useLayoutEffect, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { withChipOpened, withoutChip } from '../../lib/search-box.ts'
import type { Chip } from '../../lib/search-box.ts'
import { changeBox, searchEverywhere } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { t } from '../../strings/index.ts'
import { BoxChip } from './box-chip.tsx'
import { focusChip, focusInput } from './chip-focus.ts'
import styles from './chips.module.css'
import { ExclusionChip } from './exclusion-chip.tsx'
import { PictureChip } from './picture-chip.tsx'
import { useFolderNames } from './use-folder-names.ts'
import { labelOfPart } from './part-label.ts'
import { usePlaceLabel } from './use-place-label.ts'

/** The place of the side bar and the finished parts of the search, each to be removed or edited. */
export function BoxChips() {
  const { chips, hasPlace } = usePhotos(
    useShallow(({ query }) => ({ chips: query.box.chips, hasPlace: query.view.kind !== 'all' })),
  )
  const place = usePlaceLabel()
  const names = useFolderNames()
  const wanted = useRef<number | null>(null)

  // The keyboard stays where a chip was: on the one that took its place.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const at = wanted.current
    wanted.current = null
    const count = chips.length + (hasPlace ? 1 : 0)
    if (at < count) focusChip(at)
    else focusInput()
  }, [chips, hasPlace])

  if (chips.length === 0 && !hasPlace) return null
  const first = hasPlace ? 1 : 0
  const remove = (index: number) => {
    wanted.current = index + first
    changeBox(withoutChip(usePhotos.getState().query.box, index))
  }
  return (
    <ul className={styles.chips} aria-label={t.search.parts}>
      {hasPlace && (
        <BoxChip
          label={place.chip}
          text={place.text}
          isPlace
          removeLabel={t.search.leavePlace(place.name)}
          onRemove={() => {
            wanted.current = 0
            searchEverywhere()
          }}
        />
      )}
      {chips.map((chip, index) => {
        const does = { onRemove: () => remove(index), onEdit: () => open(index) }
        if (isPicture(chip)) {
          return <PictureChip key={chip.text} chip={chip} index={index} onRemove={does.onRemove} />
        }
        const label = labelOfPart(chip.part, names)
        if (chip.readFrom === undefined) {
          return <BoxChip key={chip.text} label={label} text={chip.text} {...does} />
        }
        const { readFrom } = chip
        return <ExclusionChip key={chip.text} {...{ chip, readFrom, label, index }} {...does} />
      })}
    </ul>
  )
}

const isPicture = ({ part }: Chip): boolean => part.kind === 'photo' || part.kind === 'picture'

/** To be typed on, behind the words, with the caret at its end. */
function open(index: number): void {
  changeBox(withChipOpened(usePhotos.getState().query.box, index, 'behind'))
  focusInput()
}
