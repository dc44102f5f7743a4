import { viewText } from '../../src-preload/contract/language/index.ts'
import type { PhotoView } from '../../src-preload/contract/photos.ts'
import { useLibrary } from './library.ts'
import { useOwnData } from './own-data.ts'

/** A place of the side bar in the language of the search box, with the names of now. */
export function textOfView(view: PhotoView): string {
  return viewText(view, {
    roots: useLibrary.getState().roots ?? [],
    collections: useOwnData.getState().collections,
  })
}
