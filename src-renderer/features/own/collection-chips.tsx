import { Layers, X } from 'lucide-react'
import { showCollection, takeFromCollection } from '../../state/collections.ts'
import { useOwnData } from '../../state/own-data.ts'
import { closeViewer } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './own.module.css'

interface CollectionChipsProps {
  readonly collectionIds: readonly number[]
  readonly photoId: number
}

/** The collections that a photo is in. */
export function CollectionChips({ collectionIds, photoId }: CollectionChipsProps) {
  const collections = useOwnData((state) => state.collections)
  const its = collections.filter(({ id }) => collectionIds.includes(id))
  if (its.length === 0) return null
  return (
    <>
      <h3 className={styles.title}>{t.collections.title}</h3>
      <ul className={styles.chips}>
        {its.map((collection) => (
          <li key={collection.id} className={styles.chip}>
            <button
              type="button"
              className={styles.chipName}
              onClick={() => {
                closeViewer()
                showCollection(collection.id)
              }}
            >
              <Layers size={12} aria-hidden />
              {collection.name}
            </button>
            <button
              type="button"
              className={styles.chipRemove}
              aria-label={t.collections.takeFrom(collection.name)}
              title={t.collections.takeFrom(collection.name)}
              onClick={() => void takeFromCollection(collection, [photoId])}
            >
              <X size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
