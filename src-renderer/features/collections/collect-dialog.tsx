import { Check, Layers, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Collection } from '../../../src-preload/contract/library.ts'
import { client } from '../../api/index.ts'
import { Modal } from '../../parts/modal.tsx'
import { addToCollection } from '../../state/collections.ts'
import { sayError } from '../../state/notices.ts'
import { useOwnData } from '../../state/own-data.ts'
import { closeDialog, openDialog } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import styles from './collections.module.css'

/** Where photos shall go: into one of the collections, or a new one. */
export function CollectDialog({ photoIds }: { readonly photoIds: readonly number[] }) {
  const collections = useOwnData((state) => state.collections)
  const isIn = useCollectionsOf(photoIds)
  const choose = (collection: Collection) => {
    closeDialog()
    void addToCollection(collection, photoIds, true)
  }
  return (
    <Modal title={t.collections.addToTitle(photoIds.length)} onClose={closeDialog} takesKeyboard={false}>
      {collections.length === 0 && <p className={styles.note}>{t.collections.none}</p>}
      <div role="group" aria-label={t.collections.list} className={styles.list} onKeyDown={walk}>
        {collections.map((collection, index) => (
          <button
            key={collection.id}
            type="button"
            data-takes-keyboard={index === 0 || undefined}
            className={styles.row}
            onClick={() => choose(collection)}
          >
            <Layers size={16} aria-hidden />
            <span className={styles.name}>{collection.name}</span>
            {isIn.includes(collection.id) && (
              <span className={styles.count}>
                <Check size={14} aria-hidden /> {t.collections.isIn}
              </span>
            )}
            <span className={styles.count}>{format.count(collection.photos)}</span>
          </button>
        ))}
        <button
          type="button"
          data-takes-keyboard={collections.length === 0 || undefined}
          className={styles.row}
          onClick={() => openDialog({ kind: 'new-collection', photoIds })}
        >
          <Plus size={16} aria-hidden />
          <span className={styles.name}>{t.collections.createFrom}</span>
        </button>
      </div>
    </Modal>
  )
}

/** The collections of a single photo; of several nothing is said. */
function useCollectionsOf(photoIds: readonly number[]): readonly number[] {
  const [ids, setIds] = useState<readonly number[]>([])
  const photoId = photoIds.length === 1 ? photoIds[0] : undefined
  useEffect(() => {
    if (photoId === undefined) return
    client
      .request('photos.details', { photoId })
      .then(({ collectionIds }) => setIds(collectionIds))
      .catch(sayError)
  }, [photoId])
  return ids
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus()
}
