import { CollectDialog } from '../collections/collect-dialog.tsx'
import { NewCollection, RenameCollection } from '../collections/name-collection.tsx'
import { RemoveCollection } from '../collections/remove-collection.tsx'
import { FolderPicker } from '../folders/folder-picker.tsx'
import { FolderSettings } from '../folders/folder-settings.tsx'
import { RemoveFolder } from '../folders/remove-folder.tsx'
import { KeysDialog } from '../keys/keys-dialog.tsx'
import { RegionDialog } from '../region/region-dialog.tsx'
import { SaveSearchDialog } from '../search/save-search-dialog.tsx'
import { RenameSearch } from '../sidebar/rename-search.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useUi } from '../../state/ui.ts'

export function Dialogs() {
  const dialog = useUi((state) => state.dialog)
  switch (dialog?.kind) {
    case 'settings':
      return <SettingsDialog section={dialog.section} />
    case 'keys':
      return <KeysDialog />
    case 'folder-picker':
      return <FolderPicker />
    case 'remove-folder':
      return <RemoveFolder root={dialog.root} />
    case 'folder-settings':
      return <FolderSettings root={dialog.root} />
    case 'collect':
      return <CollectDialog photoIds={dialog.photoIds} />
    case 'new-collection':
      return <NewCollection photoIds={dialog.photoIds} />
    case 'rename-collection':
      return <RenameCollection collection={dialog.collection} />
    case 'remove-collection':
      return <RemoveCollection collection={dialog.collection} />
    case 'save-search':
      return <SaveSearchDialog text={dialog.text} />
    case 'region':
      return <RegionDialog subject={dialog.subject} chipText={dialog.chipText} />
    case 'rename-search':
      return <RenameSearch search={dialog.search} />
    case 'confirm':
      return <ConfirmDialog key={dialog.question.title} question={dialog.question} onAgree={dialog.agree} />
    default:
      return null
  }
}
