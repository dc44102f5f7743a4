/** What the grid on screen lets others do with the keyboard's place. */
export interface GridHandle {
  /** Scrolls as little as needed for the photo to be in view, and puts the keyboard on it. */
  reveal(photoId: number): void
  /** Puts the keyboard on the photo that had it last, else on the first; scrolls there only when asked to. */
  focus(scrolls: boolean): void
}

let grid: GridHandle | null = null

export function registerGrid(handle: GridHandle): () => void {
  grid = handle
  return () => {
    if (grid === handle) grid = null
  }
}

export const focusGrid = (scrolls = true) => grid?.focus(scrolls)
export const revealPhoto = (photoId: number) => grid?.reveal(photoId)
