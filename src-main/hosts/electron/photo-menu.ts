import { Menu } from 'electron'
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron'
import type { PhotoAction } from '../../../src-preload/contract/index.ts'

/** What the menu's words depend on. */
export interface PhotoState {
  readonly hidden: boolean
  readonly favourite: boolean
}

/** How long a click may come after the menu's closing was told. */
const clickAfterCloseMs = 200

/** The system's own menu for a photo, at the pointer. Answers with what was chosen, or null when it was closed. */
export function showPhotoMenu(
  window: BrowserWindow | undefined,
  photo: PhotoState,
): Promise<PhotoAction | null> {
  return new Promise((resolve) => {
    const menu = Menu.buildFromTemplate(photoMenuItems(photo, resolve))
    menu.popup({
      ...(window ? { window } : {}),
      // macOS tells of the closing before the click, so "nothing chosen" waits for a click to overtake it.
      callback: () => setTimeout(() => resolve(null), clickAfterCloseMs),
    })
  })
}

function photoMenuItems(
  { hidden, favourite }: PhotoState,
  choose: (action: PhotoAction) => void,
): MenuItemConstructorOptions[] {
  const item = (action: PhotoAction, label: string): MenuItemConstructorOptions => ({
    id: action,
    label,
    click: () => choose(action),
  })
  return [
    item('open', 'Open'),
    item('reveal', process.platform === 'darwin' ? 'Show in Finder' : 'Show in Folder'),
    item('copy-path', 'Copy Path'),
    { type: 'separator' },
    favourite ? item('unfavourite', 'Remove from Favourites') : item('favourite', 'Add to Favourites'),
    { type: 'separator' },
    item('similar', 'Find Similar'),
    item('search-part', 'Search for a Part…'),
    item('add-to-search', 'Add to Search'),
    item('less-like', 'Less Like This'),
    { type: 'separator' },
    item('read-again', 'Read Again'),
    hidden ? item('unhide', 'Show in Results Again') : item('hide', 'Remove from Results'),
  ]
}
