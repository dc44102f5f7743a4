import { Layers, Plus } from 'lucide-react'
import type { Collection } from '../../../src-preload/contract/library.ts'
import type { PhotoView } from '../../../src-preload/contract/photos.ts'
import { IconButton } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { useCarry } from '../../state/carry.ts'
import { showCollection } from '../../state/collections.ts'
import { useOwnData } from '../../state/own-data.ts'
import { usePhotos } from '../../state/photos.ts'
import { openDialog, openMenu } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { PlaceWithMenu } from './place-with-menu.tsx'
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
  return (
    <PlaceWithMenu
      icon={<Layers size={16} aria-hidden />}
      name={name}
      count={photos}
      isCurrent={isCurrent}
      className={classes(isTarget && styles.target)}
      data-collection-id={id}
      title={name}
      onClick={() => showCollection(id)}
      onMenu={(at) => openMenu({ kind: 'collection', collection, ...at })}
    />
  )
}
