import { Crop, Image, ImageOff, Minus, Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { printPart } from '../../../src-preload/contract/language/index.ts'
import type { QueryPart } from '../../../src-preload/contract/language/index.ts'
import { client } from '../../api/index.ts'
import { withChipText } from '../../lib/search-box.ts'
import type { Chip } from '../../lib/search-box.ts'
import { withMinusToggled } from '../../lib/search-filters.ts'
import { changeBox } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { askForPicture, useQueryPictures } from '../../state/query-pictures.ts'
import { openRegion } from '../../state/region.ts'
import { t } from '../../strings/index.ts'
import { MenuPopover } from '../menu/menu-popover.tsx'
import type { MenuItem } from '../menu/menu-popover.tsx'
import { BoxChip } from './box-chip.tsx'
import styles from './chips.module.css'
import { labelOfPart } from './part-label.ts'
import { useFolderNames } from './use-folder-names.ts'

interface PictureChipProps {
  readonly chip: Chip
  readonly index: number
  readonly onRemove: () => void
}

type Picture = Extract<QueryPart, { kind: 'photo' | 'picture' }>

/** A picture that photos shall look like, or not; a menu says which, and which part of it. */
export function PictureChip({ chip, index, onRemove }: PictureChipProps) {
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const names = useFolderNames()
  const part = chip.part as Picture
  const label = labelOfPart(part, names)
  return (
    <>
      <BoxChip
        label={label}
        text={chip.text}
        picture={<Thumbnail part={part} />}
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
          items={itemsOf(part, index, chip, onRemove)}
          onClose={() => setMenuAt(null)}
        />
      )}
    </>
  )
}

const iconSize = 15

function itemsOf(part: Picture, index: number, chip: Chip, onRemove: () => void): MenuItem[] {
  const subject =
    part.kind === 'photo'
      ? ({ kind: 'photo', photoId: part.photoId } as const)
      : ({ kind: 'picture', pictureId: part.pictureId } as const)
  const whole: MenuItem = {
    id: 'whole',
    label: t.chipMenu.wholePicture,
    icon: <Image size={iconSize} />,
    run: () => changeBox(withChipText(box(), index, printPart({ ...part, region: null }))),
  }
  return [
    {
      id: 'minus',
      label: part.isExcluded ? t.chipMenu.plus : t.chipMenu.minus,
      icon: part.isExcluded ? <Plus size={iconSize} /> : <Minus size={iconSize} />,
      run: () => changeBox(withMinusToggled(box(), index)),
    },
    {
      id: 'region',
      label: t.chipMenu.region,
      icon: <Crop size={iconSize} />,
      run: () => openRegion(subject, chip.text),
    },
    ...(part.region ? [whole] : []),
    {
      id: 'remove',
      label: t.chipMenu.remove,
      icon: <Trash2 size={iconSize} />,
      keys: 'Del',
      startsGroup: true,
      run: onRemove,
    },
  ]
}

const box = () => usePhotos.getState().query.box

function Thumbnail({ part }: { readonly part: Picture }) {
  const pictureId = part.kind === 'picture' ? part.pictureId : null
  const picture = useQueryPictures(({ known }) => (pictureId === null ? undefined : known[pictureId]))
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    if (pictureId !== null) void askForPicture(pictureId)
  }, [pictureId])
  const url = part.kind === 'photo' ? client.pictureUrl(part.photoId, 'thumbnail') : picture?.previewUrl
  const isGone = isBroken || picture === null
  return (
    <span className={styles.thumbnail} data-minus={part.isExcluded || undefined}>
      {isGone && <ImageOff size={14} aria-hidden />}
      {!isGone && url && <img src={url} alt="" draggable={false} onError={() => setBroken(true)} />}
      {!isGone && part.region && <Crop size={11} aria-hidden className={styles.corner} />}
    </span>
  )
}
