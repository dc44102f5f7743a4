import type { Root } from '../../../src-preload/contract/library.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { removeFolder } from '../../state/folders.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'

export function RemoveFolder({ root }: { readonly root: Root }) {
  const remove = () => {
    closeDialog()
    void removeFolder(root)
  }
  return (
    <Modal
      title={t.folders.removeTitle(root.name)}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" data-takes-keyboard onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="danger" onClick={remove}>
            {t.folders.removeButton}
          </Button>
        </>
      }
    >
      <p>{t.folders.removeText(root.photos)}</p>
    </Modal>
  )
}
