import { rootName, useLibrary } from '../../state/library.ts'
import { collectionName, useOwnData } from '../../state/own-data.ts'
import { usePhotos } from '../../state/photos.ts'
import { textOfView } from '../../state/places.ts'
import { t } from '../../strings/index.ts'

interface PlaceLabel {
  readonly name: string
  readonly chip: string
  /** In the language of the box. */
  readonly text: string
}

/** The place of the side bar that is searched within. */
export function usePlaceLabel(): PlaceLabel {
  const view = usePhotos((state) => state.query.view)
  const roots = useLibrary((state) => state.roots)
  const collections = useOwnData((state) => state.collections)
  const text = textOfView(view)
  switch (view.kind) {
    case 'all':
      return { name: t.sidebar.all, chip: t.sidebar.all, text }
    case 'root':
      return within(rootName(roots, view.rootId), text)
    case 'collection':
      return within(collectionName(collections, view.collectionId), text)
    case 'tag':
      return { name: view.tag, chip: t.parts.tag(view.tag), text }
    case 'favourites':
      return { name: t.favourites.title, chip: t.favourites.title, text }
    case 'hidden':
      return { name: t.sidebar.hidden, chip: t.sidebar.hidden, text }
    case 'missing':
      return { name: t.missing.title, chip: t.missing.title, text }
  }
}

const within = (name: string, text: string): PlaceLabel => ({ name, chip: t.search.within(name), text })
