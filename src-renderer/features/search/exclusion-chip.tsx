import { Pencil, Quote, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { withChipTakenBack } from '../../lib/search-box.ts'
import type { Chip } from '../../lib/search-box.ts'
import { changeBox } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { t } from '../../strings/index.ts'
import { MenuPopover } from '../menu/menu-popover.tsx'
import { BoxChip } from './box-chip.tsx'
import { focusInput } from './chip-focus.ts'

interface ExclusionChipProps {
  readonly chip: Chip
  /** The words that were read as an exclusion. */
  readonly readFrom: string
  readonly label: string
  readonly index: number
  readonly onEdit: () => void
  readonly onRemove: () => void
}

const iconSize = 15

/** Something that shall not be in the photos, said in words; a menu takes the words as they stand instead. */
export function ExclusionChip({ chip, readFrom, label, index, onEdit, onRemove }: ExclusionChipProps) {
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const takeBack = () => {
    changeBox(withChipTakenBack(usePhotos.getState().query.box, index))
    focusInput()
  }
  return (
    <>
      <BoxChip
        label={label}
        text={chip.text}
        onRemove={onRemove}
        onMenu={(face) => {
          const { left, bottom } = face.getBoundingClientRect()
          setMenuAt({ x: left, y: bottom + 4 })
        }}
      />
      {menuAt && (
        <MenuPopover
          label={t.chipMenu.label(label)}
          x={menuAt.x}
          y={menuAt.y}
          items={[
            {
              id: 'take-back',
              label: t.chipMenu.takeBack(readFrom),
              icon: <Quote size={iconSize} />,
              run: takeBack,
            },
            { id: 'edit', label: t.chipMenu.edit, icon: <Pencil size={iconSize} />, run: onEdit },
            {
              id: 'remove',
              label: t.chipMenu.remove,
              icon: <Trash2 size={iconSize} />,
              keys: 'Del',
              startsGroup: true,
              run: onRemove,
            },
          ]}
          onClose={() => setMenuAt(null)}
        />
      )}
    </>
  )
}
