import { FileX, FolderX, ListFilter, Pencil, RefreshCw, RotateCw, Trash2 } from 'lucide-react'
import type { Collection, Root } from '../../../src-preload/contract/library.ts'
import type { SavedSearch } from '../../../src-preload/contract/search.ts'
import { confirmVanished, readFolderAgain, rescanFolder } from '../../state/folders.ts'
import { openDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { removeSavedSearch } from '../../state/saved-searches.ts'
import type { MenuItem } from './menu-popover.tsx'

const size = 15

export function folderItems(root: Root): MenuItem[] {
  return [
    {
      id: 'rescan',
      label: t.folders.rescan,
      icon: <RefreshCw size={size} />,
      run: () => void rescanFolder(root),
    },
    {
      id: 'read-again',
      label: t.folders.readAgain,
      icon: <RotateCw size={size} />,
      run: () => void readFolderAgain(root),
    },
    {
      id: 'settings',
      label: t.folderSettings.menu,
      icon: <ListFilter size={size} />,
      run: () => openDialog({ kind: 'folder-settings', root }),
    },
    ...(root.kept > 0 && root.vanished === null ? [keptItem(root)] : []),
    {
      id: 'remove',
      label: t.folders.remove,
      icon: <FolderX size={size} />,
      isDangerous: true,
      startsGroup: true,
      run: () => openDialog({ kind: 'remove-folder', root }),
    },
  ]
}

/** The person kept photos whose files were gone, and may think better of it. */
function keptItem(root: Root): MenuItem {
  return {
    id: 'mark-kept',
    label: t.vanished.markKept(root.kept),
    icon: <FileX size={size} />,
    run: () => void confirmVanished(root, true),
  }
}

export function collectionItems(collection: Collection): MenuItem[] {
  return [
    {
      id: 'rename',
      label: t.collections.rename,
      icon: <Pencil size={size} />,
      run: () => openDialog({ kind: 'rename-collection', collection }),
    },
    {
      id: 'remove',
      label: t.collections.remove,
      icon: <Trash2 size={size} />,
      isDangerous: true,
      startsGroup: true,
      run: () => openDialog({ kind: 'remove-collection', collection }),
    },
  ]
}

export function savedSearchItems(search: SavedSearch): MenuItem[] {
  return [
    {
      id: 'rename',
      label: t.savedSearches.rename,
      icon: <Pencil size={size} />,
      run: () => openDialog({ kind: 'rename-search', search }),
    },
    {
      id: 'remove',
      label: t.savedSearches.remove,
      icon: <Trash2 size={size} />,
      isDangerous: true,
      startsGroup: true,
      run: () => void removeSavedSearch(search),
    },
  ]
}
