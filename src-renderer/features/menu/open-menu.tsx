import { Copy, ExternalLink, Eye, EyeOff, FolderOpen, FolderX, RefreshCw, ScanSearch } from 'lucide-react'
import type { Root } from '../../../src-preload/contract/library.ts'
import type { PhotoAction } from '../../../src-preload/contract/photos.ts'
import { rescanFolder } from '../../state/folders.ts'
import { act, showsHidden, targetsOf } from '../../state/photo-actions.ts'
import { closeMenu, openDialog, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { MenuPopover } from './menu-popover.tsx'
import type { MenuItem } from './menu-popover.tsx'

/** The menu that is open: a photo's (where the host has none of its own) or a folder's. */
export function OpenMenu() {
  const menu = useUi((state) => state.menu)
  if (!menu) return null
  const isPhoto = menu.kind === 'photo'
  return (
    <MenuPopover
      key={`${menu.x},${menu.y}`}
      label={isPhoto ? t.actions.menu : t.sidebar.menuFor(menu.root.name)}
      x={menu.x}
      y={menu.y}
      items={isPhoto ? photoItems(menu.photoId) : folderItems(menu.root)}
      onClose={closeMenu}
    />
  )
}

const iconSize = 15

function photoItems(photoId: number): MenuItem[] {
  const run = (action: PhotoAction) => () => void act(action, targetsOf(action, photoId))
  return [
    {
      id: 'open',
      label: t.actions.open,
      icon: <ExternalLink size={iconSize} />,
      keys: '↵',
      run: run('open'),
    },
    { id: 'reveal', label: t.actions.reveal, icon: <FolderOpen size={iconSize} />, run: run('reveal') },
    { id: 'copy', label: t.actions.copyPath, icon: <Copy size={iconSize} />, run: run('copy-path') },
    {
      id: 'similar',
      label: t.actions.similar,
      icon: <ScanSearch size={iconSize} />,
      keys: 'S',
      startsGroup: true,
      run: run('similar'),
    },
    showsHidden()
      ? {
          id: 'unhide',
          label: t.actions.unhide,
          icon: <Eye size={iconSize} />,
          run: run('unhide'),
        }
      : {
          id: 'hide',
          label: t.actions.hide,
          icon: <EyeOff size={iconSize} />,
          keys: 'Del',
          run: run('hide'),
        },
  ]
}

function folderItems(root: Root): MenuItem[] {
  return [
    {
      id: 'rescan',
      label: t.folders.rescan,
      icon: <RefreshCw size={iconSize} />,
      run: () => void rescanFolder(root),
    },
    {
      id: 'remove',
      label: t.folders.remove,
      icon: <FolderX size={iconSize} />,
      isDangerous: true,
      startsGroup: true,
      run: () => openDialog({ kind: 'remove-folder', root }),
    },
  ]
}
