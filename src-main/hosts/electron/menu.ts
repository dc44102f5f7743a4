import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { WindowCommand } from '../../../src-preload/contract/index.ts'

export interface MenuOptions {
  /** Carries a command to the window, which is opened for it when there is none (macOS). */
  run(command: WindowCommand): void
  /** Developer tools are offered when the app runs from a source folder. */
  readonly developer: boolean
}

export function setApplicationMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(options, process.platform === 'darwin')))
}

function applicationMenu({ run, developer }: MenuOptions, mac: boolean): MenuItemConstructorOptions[] {
  const command = (id: WindowCommand, label: string, accelerator: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    click: () => run(id),
  })
  const settings = command('settings', 'Settings…', 'CmdOrCtrl+,')
  const separator: MenuItemConstructorOptions = { type: 'separator' }

  return [
    ...(mac ? [macMenu(settings)] : []),
    {
      label: 'File',
      submenu: [
        command('add-folder', 'Add Folder…', 'CmdOrCtrl+O'),
        command('rescan', 'Rescan Folders', 'CmdOrCtrl+R'),
        ...(mac
          ? [separator, { role: 'close' } as const]
          : [separator, settings, separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        shown(command('undo', 'Undo', 'CmdOrCtrl+Z')),
        shown(command('redo', 'Redo', 'Shift+CmdOrCtrl+Z')),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('find', 'Find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: 'View',
      submenu: [
        command('toggle-sidebar', 'Toggle Side Bar', 'CmdOrCtrl+B'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(developer ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [command('show-keys', 'Keyboard Shortcuts', 'CmdOrCtrl+/')] },
  ]
}

/**
 * The window hears these keys itself, since it alone knows whether a text field or the photos are meant: registered too, one
 * press could undo twice. macOS registers them anyway, and gives them to the menu only when the page made nothing of them.
 */
function shown(item: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return { ...item, registerAccelerator: false }
}

function macMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}
