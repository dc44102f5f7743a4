import { useState } from 'react'
import { useElementSize } from '../../hooks/use-element-size.ts'
import { fitted, isFitted, panned, toggled, zoomedAt } from '../../lib/zoom.ts'
import type { Point, Size, Zoom } from '../../lib/zoom.ts'

export interface StageHandle {
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined
  readonly photo: Size
  readonly zoom: Zoom
  readonly isFitted: boolean
  zoomBy(factor: number, at?: Point): void
  panBy(by: Point): void
  toggle(at: Point): void
  /** Photo pixels to screen pixels. */
  zoomTo(scale: number): void
  fit(): void
}

const middle: Point = { x: 0, y: 0 }
const unknownSize: Size = { width: 1_600, height: 1_200 }

/** How the photo lies on the stage; a new photo, or another size of the stage while it is fitted, fits it again. */
export function useStage(size: Size, photoId: number | null): StageHandle {
  const [ref, stage] = useElementSize()
  const photo = size.width > 0 && size.height > 0 ? size : unknownSize
  // null stands for fitted, so that a fitted photo follows the window's size by itself.
  const [own, setOwn] = useState<Zoom | null>(null)
  const [shownId, setShownId] = useState(photoId)
  if (shownId !== photoId) {
    setShownId(photoId)
    setOwn(null)
  }
  const zoom = own ?? fitted(photo, stage)

  const change = (next: (zoom: Zoom) => Zoom) =>
    setOwn((before) => {
      const after = next(before ?? fitted(photo, stage))
      return isFitted(after, photo, stage) ? null : after
    })

  return {
    ref,
    photo,
    zoom,
    isFitted: own === null,
    zoomBy: (factor, at = middle) => change((now) => zoomedAt(now, factor, at, photo, stage)),
    panBy: (by) => change((now) => panned(now, by, photo, stage)),
    toggle: (at) => change((now) => toggled(now, at, photo, stage)),
    zoomTo: (scale) => change((now) => zoomedAt(now, scale / now.scale, middle, photo, stage)),
    fit: () => setOwn(null),
  }
}
