import type { WindowCommand } from '../../src-preload/contract/app.ts'
import { client } from '../api/index.ts'
import { isTyping } from '../lib/is-typing.ts'
import { addFolder } from './folders.ts'
import { sayError } from './notices.ts'
import { redoStep, undoStep } from './steps.ts'
import { openDialog, openSettings, toggleSidebar, useUi } from './ui.ts'

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
    case 'undo':
    case 'redo':
      return turn(command)
    default:
      return undefined
  }
}

/** In a text field the menu means its text. Behind a dialog nothing changes unseen. */
function turn(command: 'undo' | 'redo'): void {
  if (isTyping(document.activeElement)) {
    // Deprecated, and still the only way to the history that the browser keeps of a field.
    document.execCommand(command)
    return
  }
  const { dialog, menu } = useUi.getState()
  if (dialog || menu) return
  void (command === 'undo' ? undoStep() : redoStep())
}
