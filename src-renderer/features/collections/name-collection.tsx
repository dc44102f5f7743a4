import type { Collection } from '../../../src-preload/contract/library.ts'
import { NameDialog } from '../../parts/name-dialog.tsx'
import { createCollection, renameCollection } from '../../state/collections.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'

/** Asks what a new collection is called, which begins with these photos. */
export function NewCollection({ photoIds }: { readonly photoIds: readonly number[] }) {
  return (
    <NameDialog
      title={t.collections.createTitle}
      label={t.collections.name}
      note={t.collections.withPhotos(photoIds.length)}
      initialName=""
      action={t.collections.createButton}
      onName={(name) => createCollection(name, photoIds)}
      onClose={closeDialog}
    />
  )
}

/** Asks for another name of a collection. */
export function RenameCollection({ collection }: { readonly collection: Collection }) {
  return (
    <NameDialog
      title={t.collections.renameTitle(collection.name)}
      label={t.collections.name}
      initialName={collection.name}
      action={t.collections.renameButton}
      onName={(name) => renameCollection(collection, name)}
      onClose={closeDialog}
    />
  )
}
