import {
  Copy,
  ExternalLink,
  Eye,
  EyeOff,
  FolderOpen,
  Heart,
  Layers,
  ScanSearch,
  SquareMinus,
  Tag,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { PhotoAction } from '../../../../src-preload/contract/photos.ts'
import type { Listing } from '../../../lib/query-state.ts'
import { foldedBehind } from '../../../lib/listed.ts'
import { showsOnly } from '../../../lib/shows-only.ts'
import { chooseNone } from '../../../lib/selection.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { takeFromCollection } from '../../../state/collections.ts'
import { areFavourites, toggleFavourite } from '../../../state/marks.ts'
import { useOwnData } from '../../../state/own-data.ts'
import { act } from '../../../state/photo-actions.ts'
import { choosing, usePhotos } from '../../../state/photos.ts'
import { editTags, openDialog } from '../../../state/ui.ts'
import { t } from '../../../strings/index.ts'
import styles from '../page/photos-page.module.css'

interface SelectionHeadProps {
  readonly listing: Listing
  readonly chosen: ReadonlySet<number>
}

const size = 15

/** What can be done with the photos that are chosen. */
export function SelectionHead({ listing, chosen }: SelectionHeadProps) {
  const { question } = listing
  const view = question.kind === 'browse' ? question.view : null
  const photoIds = [...chosen]
  const collection = useOwnData(({ collections }) =>
    view?.kind === 'collection' ? collections.find(({ id }) => id === view.collectionId) : undefined,
  )
  // A photo that is missing has no file that could be opened or shown.
  const isOne = chosen.size === 1
  const hasFile = isOne && !showsOnly(question, 'missing')
  const behind = usePhotos(({ listed }) => (listed ? foldedBehind(listed, chosen) : 0))
  const isFavourite = areFavourites(photoIds)
  const run = (action: PhotoAction) => void act(action, photoIds)
  return (
    <div className={styles.head} role="toolbar" aria-label={t.selection.label}>
      <IconButton label={t.selection.clear} keys="Esc" onClick={() => choosing(chooseNone)}>
        <X size={16} aria-hidden />
      </IconButton>
      <h1 className={styles.title}>{t.selection.chosen(chosen.size)}</h1>
      {behind > 0 && <span className={styles.behind}>{t.stacks.notMeant(behind)}</span>}
      <div className={styles.tools}>
        <Tool
          icon={<Heart size={size} fill={isFavourite ? 'currentColor' : 'none'} />}
          label={isFavourite ? t.marks.unfavourite : t.marks.favourite}
          short={t.marks.isFavourite}
          keys="F"
          onClick={() => void toggleFavourite(photoIds)}
        />
        <Tool
          icon={<Tag size={size} />}
          label={t.tags.add}
          short={t.selection.tag}
          keys="T"
          onClick={editTags}
        />
        <Tool
          icon={<Layers size={size} />}
          label={t.collections.addTo}
          short={t.selection.collect}
          keys="C"
          onClick={() => openDialog({ kind: 'collect', photoIds })}
        />
        {collection && (
          <Tool
            icon={<SquareMinus size={size} />}
            label={t.collections.takeFrom(collection.name)}
            short={t.collections.take}
            onClick={() => void takeFromCollection(collection, photoIds)}
          />
        )}
        <span className={styles.rule} />
        {isOne && (
          <Tool
            icon={<ScanSearch size={size} />}
            label={t.actions.similar}
            keys="S"
            onClick={() => run('similar')}
          />
        )}
        {hasFile && (
          <>
            <Tool icon={<ExternalLink size={size} />} label={t.actions.open} onClick={() => run('open')} />
            <Tool icon={<FolderOpen size={size} />} label={t.actions.reveal} onClick={() => run('reveal')} />
          </>
        )}
        {isOne && (
          <Tool icon={<Copy size={size} />} label={t.actions.copyPath} onClick={() => run('copy-path')} />
        )}
        {showsOnly(question, 'hidden') ? (
          <Tool icon={<Eye size={size} />} label={t.actions.unhide} onClick={() => run('unhide')} />
        ) : (
          <Tool icon={<EyeOff size={size} />} label={t.actions.hide} keys="Del" onClick={() => run('hide')} />
        )}
      </div>
    </div>
  )
}

interface ToolProps {
  readonly icon: ReactNode
  /** Everything it does; also its tooltip, with `keys` behind. */
  readonly label: string
  /** What stands beside the icon where there is room. */
  readonly short?: string
  readonly keys?: string
  readonly onClick: () => void
}

function Tool({ icon, label, short = label, keys, onClick }: ToolProps) {
  return (
    <Button title={keys ? `${label} (${keys})` : label} aria-label={label} onClick={onClick}>
      {icon}
      <span>{short}</span>
    </Button>
  )
}
