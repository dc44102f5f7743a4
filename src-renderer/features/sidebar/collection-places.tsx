import { Ellipsis, Layers, Plus } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Collection } from '../../../src-preload/contract/library.ts'
import type { PhotoView } from '../../../src-preload/contract/photos.ts'
import { IconButton } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { useCarry } from '../../state/carry.ts'
import { showCollection } from '../../state/collections.ts'
import { useOwnData } from '../../state/own-data.ts'
import { usePhotos } from '../../state/photos.ts'
import { openDialog, openMenu } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import styles from './sidebar.module.css'

/** The collections, with the way to a new one. */
export function CollectionPlaces({ view }: { readonly view: PhotoView | null }) {
  const collections = useOwnData((state) => state.collections)
  return (
    <>
      <div className={styles.titleRow}>
        <h2 className={styles.title}>{t.collections.title}</h2>
        <IconButton label={t.collections.create} className={styles.plus} onClick={create}>
          <Plus size={15} aria-hidden />
        </IconButton>
      </div>
      <ul>
        {collections.map((collection) => (
          <Row
            key={collection.id}
            collection={collection}
            isCurrent={view?.kind === 'collection' && view.collectionId === collection.id}
          />
        ))}
      </ul>
    </>
  )
}

/** With the photos that are chosen now. */
function create(): void {
  openDialog({ kind: 'new-collection', photoIds: [...usePhotos.getState().selection.chosen] })
}

function Row({ collection, isCurrent }: { readonly collection: Collection; readonly isCurrent: boolean }) {
  const { id, name, photos } = collection
  const isTarget = useCarry((state) => state.carry?.overCollectionId === id)
  const onMenu = (event: MouseEvent) => {
    event.preventDefault()
    openMenu({ kind: 'collection', collection, x: event.clientX, y: event.clientY })
  }
  const onMenuButton = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    openMenu({ kind: 'collection', collection, x: box.left, y: box.bottom + 4 })
  }
  return (
    <li
      className={classes(styles.row, isTarget && styles.target)}
      data-collection-id={id}
      onContextMenu={onMenu}
    >
      <button
        type="button"
        className={classes(styles.place, styles.folder, isCurrent && styles.current)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={`${name} ${format.count(photos)}`}
        title={name}
        onClick={() => showCollection(id)}
      >
        <Layers size={16} aria-hidden />
        <span className={styles.name}>{name}</span>
      </button>
      <span aria-hidden className={classes(styles.count, styles.folderCount)}>
        {format.count(photos)}
      </span>
      <button
        type="button"
        className={styles.more}
        aria-label={t.sidebar.menuFor(name)}
        title={t.sidebar.menuFor(name)}
        aria-haspopup="menu"
        onClick={onMenuButton}
      >
        <Ellipsis size={16} aria-hidden />
      </button>
    </li>
  )
}
