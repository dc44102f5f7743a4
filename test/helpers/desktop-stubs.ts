import type { PhotoAction } from '../../src-preload/contract/index.ts'
import type { DesktopApp } from '../electron-double/launch-app.ts'
import { until } from '../electron-double/until.ts'

// What a person would do on the desktop, done by replacing functions of the `electron` module in the main process. The
// same lines work on a real Electron. What was asked for is left on the main process' globalThis.

/** The folder dialog answers with these folders; its options become `dialogOptions`. */
export function stubFolderDialog(app: DesktopApp, folders: readonly string[]): Promise<void> {
  return app.evaluate(({ dialog }, folders) => {
    const choose = async (...args: unknown[]) => {
      Object.assign(globalThis, { dialogOptions: args.at(-1) })
      return { canceled: folders.length === 0, filePaths: [...folders] }
    }
    Object.assign(dialog, { showOpenDialog: choose })
  }, folders)
}

/** Files are opened and shown by nobody; the last path of each becomes a member of `shellCalls`. */
export function stubShell(app: DesktopApp): Promise<void> {
  return app.evaluate(({ shell }) => {
    const shellCalls: Record<string, string> = {}
    Object.assign(globalThis, { shellCalls })
    Object.assign(shell, {
      openPath: async (path: string) => {
        shellCalls['openPath'] = path
        return ''
      },
      showItemInFolder: (path: string) => {
        shellCalls['showItemInFolder'] = path
      },
    })
  })
}

/** Opens a photo's menu by `open`, chooses an item (or closes the menu for null), and gives the ids on offer. */
export async function chooseInPhotoMenu(
  app: DesktopApp,
  action: PhotoAction | null,
  open: () => Promise<void>,
): Promise<readonly string[]> {
  await app.evaluate(({ Menu }, action) => {
    Object.assign(globalThis, { offered: null })
    Menu.prototype.popup = function popup(options) {
      Object.assign(globalThis, { offered: this.items.map(({ id }) => id).filter(Boolean) })
      if (action !== null) this.getMenuItemById(action)?.click()
      options?.callback?.()
    }
  }, action)
  await open()
  return until('the menu', 5_000, () =>
    app.evaluate(() => (globalThis as unknown as { offered: string[] | null }).offered ?? undefined),
  )
}
