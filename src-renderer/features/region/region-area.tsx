import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Region } from '../../../src-preload/contract/language/index.ts'
import { anchorOf, between, contains, moved, resized } from '../../lib/region.ts'
import type { Corner, Point } from '../../lib/region.ts'
import { t } from '../../strings/index.ts'
import styles from './region.module.css'

interface RegionAreaProps {
  readonly url: string
  readonly region: Region
  readonly onChange: (region: Region) => void
  readonly onBroken: () => void
  readonly onEnter: () => void
}

const corners: readonly Corner[] = [
  { isRight: false, isBottom: false },
  { isRight: true, isBottom: false },
  { isRight: false, isBottom: true },
  { isRight: true, isBottom: true },
]
const stepShare = 0.02

/** Drawn anew outside the rectangle, moved inside it, changed at its corners; arrow keys do the same. */
export function RegionArea({ url, region, onChange, onBroken, onEnter }: RegionAreaProps) {
  const frame = useRef<HTMLDivElement>(null)
  const drag = useRef<((to: Point) => Region) | null>(null)

  const pointOf = (event: PointerEvent): Point => {
    const at = frame.current?.getBoundingClientRect()
    if (!at) return { x: 0, y: 0 }
    return { x: share(event.clientX - at.left, at.width), y: share(event.clientY - at.top, at.height) }
  }
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    frame.current?.focus()
    frame.current?.setPointerCapture(event.pointerId)
    const from = pointOf(event)
    const corner = cornerOf(event.target)
    if (corner) drag.current = (to) => between(anchorOf(region, corner), to)
    else if (contains(region, from))
      drag.current = (to) => moved(region, { x: to.x - from.x, y: to.y - from.y })
    else drag.current = (to) => between(from, to)
  }
  const end = () => {
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return onEnter()
    const by = steps[event.key]
    if (!by) return
    event.preventDefault()
    onChange(event.shiftKey ? resized(region, by) : moved(region, by))
  }
  const { x, y, width, height } = region

  return (
    <div className={styles.middle}>
      <div
        ref={frame}
        className={styles.frame}
        role="slider"
        tabIndex={0}
        data-takes-keyboard
        aria-label={t.region.area}
        aria-valuenow={Math.round(width * height * 100)}
        aria-valuetext={t.region.value(x, y, width, height)}
        onPointerDown={begin}
        onPointerMove={(event) => drag.current && onChange(drag.current(pointOf(event)))}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={onKeyDown}
      >
        <img src={url} alt="" draggable={false} onError={onBroken} />
        <div
          className={styles.region}
          style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
        >
          {corners.map(({ isRight, isBottom }) => (
            <i
              key={`${isRight} ${isBottom}`}
              data-right={isRight}
              data-bottom={isBottom}
              className={styles.handle}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

// On the picture left is left, whatever way the words run.
const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -stepShare, y: 0 },
  ArrowRight: { x: stepShare, y: 0 },
  ArrowUp: { x: 0, y: -stepShare },
  ArrowDown: { x: 0, y: stepShare },
}

function cornerOf(target: EventTarget): Corner | null {
  if (!(target instanceof HTMLElement) || target.dataset['right'] === undefined) return null
  return { isRight: target.dataset['right'] === 'true', isBottom: target.dataset['bottom'] === 'true' }
}

const share = (px: number, ofPx: number): number => Math.max(0, Math.min(1, px / Math.max(1, ofPx)))
const percent = (value: number): string => `${value * 100}%`
