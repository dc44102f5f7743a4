import type { Menu } from '../../state/ui.ts'
import { closeMenu, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { MenuPopover } from './menu-popover.tsx'
import type { MenuItem } from './menu-popover.tsx'
import { photoItems } from './photo-items.tsx'
import { collectionItems, folderItems } from './sidebar-items.tsx'

/** The menu that is open: a photo's (where the host has none of its own), a folder's or a collection's. */
export function OpenMenu() {
  const menu = useUi((state) => state.menu)
  if (!menu) return null
  const { label, items } = contentOf(menu)
  return (
    <MenuPopover
      key={`${menu.x},${menu.y}`}
      label={label}
      x={menu.x}
      y={menu.y}
      items={items}
      onClose={closeMenu}
    />
  )
}

function contentOf(menu: Menu): { label: string; items: readonly MenuItem[] } {
  switch (menu.kind) {
    case 'folder':
      return { label: t.sidebar.menuFor(menu.root.name), items: folderItems(menu.root) }
    case 'collection':
      return { label: t.sidebar.menuFor(menu.collection.name), items: collectionItems(menu.collection) }
    default:
      return { label: t.actions.menu, items: photoItems(menu.photoId) }
  }
}
