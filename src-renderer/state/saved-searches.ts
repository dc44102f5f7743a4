import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { SavedSearch } from '../../src-preload/contract/search.ts'
import { client } from '../api/index.ts'
import { t } from '../strings/index.ts'
import { sayError } from './notices.ts'
import { readSaved } from './searches.ts'
import { sayDone } from './steps.ts'

/** Gives why it could not be done, or null. */
export async function saveSearch(name: string, text: string): Promise<string | null> {
  try {
    const saved = await client.request('searches.save', { name, text })
    await readSaved()
    sayDone(t.saveSearch.saved(saved.name), saved.stepId)
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

/** Gives why it could not be done, or null. */
export async function renameSearch({ id, name }: SavedSearch, to: string): Promise<string | null> {
  try {
    const renamed = await client.request('searches.rename', { searchId: id, name: to })
    await readSaved()
    sayDone(t.collections.renamed(name, renamed.name), renamed.stepId)
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

export async function removeSavedSearch({ id, name }: SavedSearch): Promise<void> {
  try {
    const { stepId } = await client.request('searches.remove', { searchId: id })
    await readSaved()
    sayDone(t.savedSearches.removed(name), stepId)
  } catch (error) {
    sayError(error)
  }
}
