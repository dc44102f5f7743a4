import { app } from 'electron'

/** Holds the app's end back until `finish` settles, once; the windows are gone by then, so nobody waits. */
export function quitAfter(finish: () => Promise<void>): void {
  let finished = false
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    finished = true
    void finish().finally(() => app.exit(0))
  })
}
