import type { PhotoView } from '../photos.ts'
import { printValue } from './print-query.ts'

/** What the places of the side bar are called, by the ids under which a view has them. */
export interface ViewNames {
  readonly roots: readonly { readonly id: number; readonly path: string }[]
  readonly collections: readonly { readonly id: number; readonly name: string }[]
}

/** The text that stands for a place of the side bar, so that typing on searches within it; empty for all photos. */
export function viewText(view: PhotoView, { roots, collections }: ViewNames): string {
  switch (view.kind) {
    case 'all':
      return ''
    case 'root':
      return pair('in', roots.find(({ id }) => id === view.rootId)?.path)
    case 'favourites':
      return 'is:favourite'
    case 'collection':
      return pair('collection', collections.find(({ id }) => id === view.collectionId)?.name)
    case 'tag':
      return pair('tag', view.tag)
    case 'hidden':
      return 'is:hidden'
    case 'missing':
      return 'is:missing'
  }
}

/** A place that went in the meantime has no text. */
const pair = (key: string, value = ''): string => (value.trim() === '' ? '' : `${key}:${printValue(value)}`)
