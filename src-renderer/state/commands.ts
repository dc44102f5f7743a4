import type { WindowCommand } from '../../src-preload/contract/app.ts'
import { client } from '../api/index.ts'
import { addFolder } from './folders.ts'
import { sayError } from './notices.ts'
import { openDialog, openSettings, toggleSidebar } from './ui.ts'

/** Where the keyboard goes for a search. */
export const searchBoxId = 'search-photos'

export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>(`#${searchBoxId}`)
  box?.focus()
  box?.select()
}

/** What an application menu, or its key, asks for. */
export function runCommand(command: WindowCommand): void {
  switch (command) {
    case 'find':
      return focusSearch()
    case 'add-folder':
      return void addFolder()
    case 'settings':
      return openSettings()
    case 'rescan':
      return void client.request('roots.rescan', {}).catch(sayError)
    case 'toggle-sidebar':
      return toggleSidebar()
    case 'show-keys':
      return openDialog({ kind: 'keys' })
    default:
      return undefined
  }
}
