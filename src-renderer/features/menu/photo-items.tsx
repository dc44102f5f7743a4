import {
  CircleMinus,
  CirclePlus,
  Copy,
  ExternalLink,
  Eye,
  EyeOff,
  FolderOpen,
  Heart,
  HeartOff,
  Layers,
  RotateCw,
  Scan,
  ScanSearch,
  SquareMinus,
  Tag,
} from 'lucide-react'
import type { PhotoAction } from '../../../src-preload/contract/photos.ts'
import { targetsAt } from '../../lib/targets.ts'
import { shownCollectionId, takeFromCollection } from '../../state/collections.ts'
import { areFavourites } from '../../state/marks.ts'
import { useOwnData } from '../../state/own-data.ts'
import { act, showsHidden, targetsOf } from '../../state/photo-actions.ts'
import { usePhotos } from '../../state/photos.ts'
import { editTags, openDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import type { MenuItem } from './menu-popover.tsx'

const size = 15

export function photoItems(photoId: number): MenuItem[] {
  const targets = targetsAt(usePhotos.getState().selection, photoId)
  const run = (action: PhotoAction) => () => void act(action, targetsOf(action, photoId))
  return [
    { id: 'open', label: t.actions.open, icon: <ExternalLink size={size} />, keys: '↵', run: run('open') },
    { id: 'reveal', label: t.actions.reveal, icon: <FolderOpen size={size} />, run: run('reveal') },
    { id: 'copy', label: t.actions.copyPath, icon: <Copy size={size} />, run: run('copy-path') },
    ...ownItems(targets),
    {
      id: 'similar',
      label: t.actions.similar,
      icon: <ScanSearch size={size} />,
      keys: 'S',
      startsGroup: true,
      run: run('similar'),
    },
    {
      id: 'search-part',
      label: t.photoSearch.search,
      icon: <Scan size={size} />,
      keys: 'P',
      run: run('search-part'),
    },
    {
      id: 'add-to-search',
      label: t.photoSearch.add,
      icon: <CirclePlus size={size} />,
      run: run('add-to-search'),
    },
    { id: 'less-like', label: t.photoSearch.less, icon: <CircleMinus size={size} />, run: run('less-like') },
    {
      id: 'read-again',
      label: t.actions.readAgain,
      icon: <RotateCw size={size} />,
      startsGroup: true,
      run: run('read-again'),
    },
    showsHidden()
      ? {
          id: 'unhide',
          label: t.actions.unhide,
          icon: <Eye size={size} />,
          run: run('unhide'),
        }
      : {
          id: 'hide',
          label: t.actions.hide,
          icon: <EyeOff size={size} />,
          keys: 'Del',
          run: run('hide'),
        },
  ]
}

/** What the person gives photos. */
function ownItems(photoIds: readonly number[]): MenuItem[] {
  const collectionId = shownCollectionId()
  const collection = useOwnData.getState().collections.find(({ id }) => id === collectionId)
  const favourite: MenuItem = areFavourites(photoIds)
    ? {
        id: 'unfavourite',
        label: t.marks.unfavourite,
        icon: <HeartOff size={size} />,
        keys: 'F',
        startsGroup: true,
        run: () => void act('unfavourite', photoIds),
      }
    : {
        id: 'favourite',
        label: t.marks.favourite,
        icon: <Heart size={size} />,
        keys: 'F',
        startsGroup: true,
        run: () => void act('favourite', photoIds),
      }
  const items: MenuItem[] = [
    favourite,
    { id: 'tag', label: t.tags.add, icon: <Tag size={size} />, keys: 'T', run: editTags },
    {
      id: 'collect',
      label: t.collections.addTo,
      icon: <Layers size={size} />,
      keys: 'C',
      run: () => openDialog({ kind: 'collect', photoIds }),
    },
  ]
  if (!collection) return items
  return [
    ...items,
    {
      id: 'take',
      label: t.collections.takeFrom(collection.name),
      icon: <SquareMinus size={size} />,
      run: () => void takeFromCollection(collection, photoIds),
    },
  ]
}
