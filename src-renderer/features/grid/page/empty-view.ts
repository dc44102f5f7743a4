import { EyeOff, FileCheck, Heart, Layers, Tag } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { PhotoView } from '../../../../src-preload/contract/photos.ts'
import { t } from '../../../strings/index.ts'

interface EmptyView {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
}

/** What an empty view says that only the person fills; null for views that fill by themselves. */
export function emptyViewOf(view: PhotoView): EmptyView | null {
  switch (view.kind) {
    case 'favourites':
      return { icon: Heart, title: t.favourites.emptyTitle, text: t.favourites.emptyText }
    case 'collection':
      return { icon: Layers, title: t.collections.emptyTitle, text: t.collections.emptyText }
    case 'tag':
      return { icon: Tag, title: t.tags.emptyTitle(view.tag), text: t.tags.emptyText }
    case 'hidden':
      return { icon: EyeOff, title: t.empty.hiddenTitle, text: t.empty.hiddenText }
    case 'missing':
      return { icon: FileCheck, title: t.missing.emptyTitle, text: t.missing.emptyText }
    default:
      return null
  }
}
