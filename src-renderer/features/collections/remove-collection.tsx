import type { Collection } from '../../../src-preload/contract/library.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { removeCollection } from '../../state/collections.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'

export function RemoveCollection({ collection }: { readonly collection: Collection }) {
  const remove = () => {
    closeDialog()
    void removeCollection(collection)
  }
  return (
    <Modal
      title={t.collections.removeTitle(collection.name)}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" data-takes-keyboard onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="danger" onClick={remove}>
            {t.collections.removeButton}
          </Button>
        </>
      }
    >
      <p>{t.collections.removeText(collection.photos)}</p>
    </Modal>
  )
}
