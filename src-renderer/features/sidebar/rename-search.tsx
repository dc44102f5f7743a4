import type { SavedSearch } from '../../../src-preload/contract/search.ts'
import { NameDialog } from '../../parts/name-dialog.tsx'
import { renameSearch } from '../../state/saved-searches.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'

/** Asks for another name of a saved search. */
export function RenameSearch({ search }: { readonly search: SavedSearch }) {
  return (
    <NameDialog
      title={t.collections.renameTitle(search.name)}
      label={t.collections.name}
      note={search.text}
      initialName={search.name}
      action={t.collections.renameButton}
      onName={(name) => renameSearch(search, name)}
      onClose={closeDialog}
    />
  )
}
