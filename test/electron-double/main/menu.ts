import { EventEmitter } from 'node:events'
import { strict } from './strict.ts'

interface ItemOptions {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly click?: () => void
  readonly submenu?: readonly ItemOptions[]
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  readonly click: () => void

  constructor(options: ItemOptions) {
    this.id = options.id
    this.label = options.label ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.submenu = options.submenu && Menu.buildFromTemplate(options.submenu)
    this.click = () => options.click?.()
  }
}

/** Menus are data here; a test clicks an item by its id. `popup` shows nothing: tests stub it on the prototype. */
export class Menu extends EventEmitter {
  static application: Menu | null = null
  static setApplicationMenu = (menu: Menu | null): void => void (Menu.application = menu)
  static getApplicationMenu = (): Menu | null => Menu.application
  static buildFromTemplate = (template: readonly ItemOptions[]): Menu => {
    const menu = new Menu()
    menu.items = template.map((options) => new MenuItem(options))
    return strict('Menu', menu)
  }

  items: MenuItem[] = []

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(_options: unknown): void {
    throw new Error('electron double: Menu.popup has no desktop to act on; stub Menu.prototype.popup')
  }
}
