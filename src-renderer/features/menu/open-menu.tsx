import type { Menu } from '../../state/ui.ts'
import { closeMenu, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { MenuPopover } from './menu-popover.tsx'
import type { MenuItem } from './menu-popover.tsx'
import { photoItems } from './photo-items.tsx'
import { orderItems } from './order-items.tsx'
import { collectionItems, folderItems, savedSearchItems } from './sidebar-items.tsx'

/** The menu that is open: a photo's (where the host has none of its own), a line's of the side bar, or the order's. */
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
    case 'saved-search':
      return { label: t.sidebar.menuFor(menu.search.name), items: savedSearchItems(menu.search) }
    case 'order':
      return { label: t.order.label, items: orderItems(menu.order, menu.isBrowsing) }
    default:
      return { label: t.actions.menu, items: photoItems(menu.photoId) }
  }
}
