import { app } from 'electron'

export interface OpenedFiles {
  /** Gives the paths that came so far; later ones go to `onPath`. */
  takeOver(onPath: (path: string) => void): readonly string[]
}

/**
 * Listens for what is dropped on the dock icon or opened with the app. macOS tells of it by `open-file`, and of the
 * paths that the app is started with before `ready`: whoever listens only then never hears of those.
 */
export function collectOpenedFiles(): OpenedFiles {
  const early: string[] = []
  let take = (path: string): void => void early.push(path)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take(path)
  })
  return {
    takeOver(onPath) {
      take = onPath
      return early.splice(0)
    },
  }
}
