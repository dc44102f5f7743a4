import { FolderPicker } from '../folders/folder-picker.tsx'
import { RemoveFolder } from '../folders/remove-folder.tsx'
import { KeysDialog } from '../keys/keys-dialog.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { useUi } from '../../state/ui.ts'

export function Dialogs() {
  const dialog = useUi((state) => state.dialog)
  switch (dialog?.kind) {
    case 'settings':
      return <SettingsDialog />
    case 'keys':
      return <KeysDialog />
    case 'folder-picker':
      return <FolderPicker />
    case 'remove-folder':
      return <RemoveFolder root={dialog.root} />
    default:
      return null
  }
}
