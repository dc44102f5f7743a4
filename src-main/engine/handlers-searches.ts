import type { RequestName, SavedSearch } from '../../src-preload/contract/index.ts'
import type { KeptPicture, SavedSearchRow } from './catalog/own/searches.ts'
import { ownWriting } from './own-writing.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'
import type { QueryPictures } from './search/query-pictures.ts'
import type { Search } from './search/search.ts'
import { readSettings } from './settings.ts'

type SearchesNames = Extract<RequestName, `searches.${string}`>

/** What the search room may know beside what it must. */
interface Counting {
  /** Photos that are likely what the text means; null while that cannot be told. */
  count?(text: string): Promise<number | null>
}
interface Previews {
  /** A picture that was handed in and is still at hand. */
  previewOf?(pictureId: string): Omit<KeptPicture, 'id'> | undefined
}

/** The searches that are kept for the person. */
export function createSearchesHandlers(rooms: Rooms): Pick<EngineHandlers, SearchesNames> {
  const { searches } = rooms.catalog
  const own = ownWriting(rooms)

  async function counted(row: SavedSearchRow): Promise<SavedSearch> {
    const search: Search & Counting = rooms.search
    return { ...row, photos: (await search.count?.(row.text).catch(() => null)) ?? null }
  }

  /** Pictures from outside are in the memory alone until a search with them is kept. */
  function keepPictures(text: string): void {
    const pictures: QueryPictures & Previews = rooms.queryPictures
    for (const [, id = ''] of text.matchAll(/picture:([\w-]+)/gi)) {
      const picture = pictures.previewOf?.(id)
      if (picture) searches.keepPicture({ id, ...picture })
    }
  }

  return {
    'searches.history': () => ({
      recent: readSettings(rooms.catalog).rememberSearches ? searches.recent() : [],
    }),
    'searches.remember': ({ text }) => {
      if (!readSettings(rooms.catalog).rememberSearches || text.trim() === '') return null
      rooms.writable()
      keepPictures(text)
      searches.remember(text, Date.now())
      return null
    },
    'searches.forget': ({ text }) => {
      rooms.writable()
      searches.forget(text)
      return null
    },
    'searches.saved': () => Promise.all(searches.saved().map(counted)),
    'searches.save': async ({ name, text }) => {
      const saved = await own(() => {
        keepPictures(text)
        return searches.save(name, text)
      })
      return counted(saved)
    },
    'searches.rename': async ({ searchId, name }) =>
      counted(await own(() => searches.rename(searchId, name))),
    'searches.remove': async ({ searchId }) => {
      await own(() => searches.remove(searchId))
      return null
    },
  }
}
