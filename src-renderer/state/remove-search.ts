import type { SavedSearch } from '../../src-preload/contract/search.ts'
import { client } from '../api/index.ts'
import { t } from '../strings/index.ts'
import { doneId, say, sayError } from './notices.ts'
import { readSaved } from './searches.ts'

/** Takes a saved search away; Undo keeps it again under its name. */
export async function removeSavedSearch({ id, name, text }: SavedSearch): Promise<void> {
  try {
    await client.request('searches.remove', { searchId: id })
    await readSaved()
    const undo = () => void client.request('searches.save', { name, text }).then(readSaved).catch(sayError)
    say({
      id: doneId,
      level: 'info',
      message: t.savedSearches.removed(name),
      action: { label: t.undo, run: undo },
    })
  } catch (error) {
    sayError(error)
  }
}
