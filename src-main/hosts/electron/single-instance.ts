import { app } from 'electron'
import { z } from 'zod'

const handedOver = z.object({ folders: z.array(z.string()) })

/**
 * True for the first Sightline on this data folder. A second one hands its folders to the first and should quit. They
 * travel as data, resolved here, because Chromium reorders and adds to the argv that the first instance is shown.
 */
export function claimSingleInstance(folders: readonly string[]): boolean {
  return app.requestSingleInstanceLock({ folders: [...folders] })
}

/** Calls back when another start was turned into a visit to this one. */
export function onSecondInstance(visit: (folders: readonly string[]) => void): void {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const parsed = handedOver.safeParse(data)
    visit(parsed.success ? parsed.data.folders : [])
  })
}
