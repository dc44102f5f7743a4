import type { RequestName } from '../../src-preload/contract/index.ts'
import { createSearchesHandlers } from './handlers-searches.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'

type SearchNames = Extract<RequestName, `search.${string}` | `searches.${string}`>

/** Questions about the photos, and what is kept of them. */
export function createSearchHandlers(rooms: Rooms): Pick<EngineHandlers, SearchNames> {
  return {
    'search.run': ({ query, offset, limit, strictness }) =>
      rooms.search.run(query, offset, limit, strictness),
    'search.prepare': () => {
      rooms.encoder().wake()
      return null
    },
    'search.picture-from-file': ({ path }) => rooms.queryPictures.fromFile(path),
    'search.picture-from-bytes': ({ name, bytes }) => rooms.queryPictures.fromBytes(name, bytes),
    'search.picture': ({ pictureId }) => rooms.queryPictures.byId(pictureId),
    'search.picture-large': ({ pictureId }) => ({ url: rooms.queryPictures.largeOf(pictureId) }),
    'search.facets': () => rooms.facts.facets(),
    ...createSearchesHandlers(rooms),
  }
}
