import { NameDialog } from '../../parts/name-dialog.tsx'
import { saveSearch } from '../../state/saved-searches.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { nameOfSearch } from './query-title.ts'
import { useFolderNames } from './use-folder-names.ts'

/** Asks under which name a search is kept. */
export function SaveSearchDialog({ text }: { readonly text: string }) {
  const names = useFolderNames()
  return (
    <NameDialog
      title={t.saveSearch.title}
      label={t.saveSearch.name}
      note={t.saveSearch.note}
      initialName={nameOfSearch(text, names)}
      action={t.saveSearch.save}
      onName={(name) => saveSearch(name, text)}
      onClose={closeDialog}
    />
  )
}
