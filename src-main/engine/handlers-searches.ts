import type { RequestName, SavedSearch } from '../../src-preload/contract/index.ts'
import type { SavedSearchRow } from './catalog/own/searches.ts'
import { quietWriting, stepWriting } from './own-writing.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'
import { readSettings } from './settings.ts'

type SearchesNames = Extract<RequestName, `searches.${string}`>

/** The searches that are kept for the person. */
export function createSearchesHandlers(rooms: Rooms): Pick<EngineHandlers, SearchesNames> {
  const { searches } = rooms.catalog
  const step = stepWriting(rooms)
  const quietly = quietWriting(rooms)

  async function counted(row: SavedSearchRow): Promise<SavedSearch> {
    return { ...row, photos: await rooms.search.count(row.text) }
  }

  const nameOf = (searchId: number) => searches.saved().find(({ id }) => id === searchId)?.name ?? ''

  /** Pictures from outside are in the memory alone until a search with them is kept. */
  function keepPictures(text: string): void {
    for (const [, id = ''] of text.matchAll(/picture:([\w-]+)/gi)) {
      const picture = rooms.queryPictures.previewOf(id)
      if (picture) searches.keepPicture({ id, ...picture })
    }
  }

  return {
    'searches.history': () => ({
      recent: readSettings(rooms.catalog).rememberSearches ? searches.recent() : [],
    }),
    'searches.remember': async ({ text }) => {
      if (!readSettings(rooms.catalog).rememberSearches || text.trim() === '') return null
      rooms.writable()
      await quietly(() => {
        keepPictures(text)
        searches.remember(text, Date.now())
      })
      return null
    },
    'searches.forget': async ({ text }) => {
      rooms.writable()
      await quietly(() => searches.forget(text))
      return null
    },
    'searches.saved': () => Promise.all(searches.saved().map(counted)),
    'searches.save': async ({ name, text }) => {
      const { result, stepId } = await step(
        () => {
          keepPictures(text)
          return searches.save(name, text)
        },
        () => ({ kind: 'save-search', name }),
      )
      return { ...(await counted(result)), stepId }
    },
    'searches.rename': async ({ searchId, name: to }) => {
      const name = nameOf(searchId)
      const { result, stepId } = await step(
        () => searches.rename(searchId, to),
        () => ({ kind: 'rename-search', name, to }),
      )
      return { ...(await counted(result)), stepId }
    },
    'searches.remove': async ({ searchId }) => {
      const name = nameOf(searchId)
      const { stepId } = await step(
        () => searches.remove(searchId),
        () => ({ kind: 'remove-search', name }),
      )
      return { stepId }
    },
  }
}
