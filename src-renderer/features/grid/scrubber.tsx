import { useEffect, useMemo, useState } from 'react'
import type { KeyboardEvent, PointerEvent, RefObject } from 'react'
import { rowAt } from '../../lib/justify.ts'
import { sectionAt, spaced, yearTicks } from '../../lib/timeline.ts'
import { classes } from '../../parts/classes.ts'
import { format, t } from '../../strings/index.ts'
import type { GridData } from './grid-data.ts'
import styles from './scrubber.module.css'

const labelEveryPx = 26
const marginPx = 14
const movingMs = 900

interface ScrubberProps {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly data: GridData
  /** Of the grid's frame. */
  readonly heightPx: number
}

/** Years along the grid's edge: shows where the grid stands, and leads anywhere in one movement. */
export function Scrubber({ scroller, data, heightPx }: ScrubberProps) {
  const { layout, sections } = data
  const [top, setTop] = useState(0)
  const [isMoving, setMoving] = useState(false)
  const trackPx = Math.max(1, heightPx - 2 * marginPx)
  const roomPx = Math.max(1, layout.heightPx - heightPx)
  const ticks = useMemo(
    () => spaced(yearTicks(sections, layout), trackPx, labelEveryPx),
    [sections, layout, trackPx],
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      setTop(element.scrollTop)
      setMoving(true)
      clearTimeout(rest)
      rest = setTimeout(() => setMoving(false), movingMs)
    }
    const first = requestAnimationFrame(() => setTop(element.scrollTop))
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(first)
      clearTimeout(rest)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])

  const at = Math.min(1, top / roomPx)
  // The section at the mark's own height, as the years beside it are: at the grid's end that is the last one.
  const section = sectionAt(sections, layout, rowAt(layout, at * layout.heightPx))
  const here = section ? format.month(section.lastMs) : ''

  const goTo = (part: number) => {
    scroller.current?.scrollTo({ top: Math.max(0, Math.min(1, part)) * roomPx })
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    goTo((event.clientY - box.top - marginPx) / trackPx)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key]
    const ends = { Home: 0, End: sections.length - 1 }[event.key]
    if (step === undefined && ends === undefined) return
    event.preventDefault()
    const now = section ? sections.indexOf(section) : 0
    const next = Math.max(0, Math.min(sections.length - 1, ends ?? now + (step ?? 0)))
    const row = layout.heads.indexOf(next)
    if (row >= 0) goTo(((layout.tops[row] ?? 0) + 1) / layout.heightPx)
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t.grid.scrubber}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={here}
      className={classes(styles.scrubber, isMoving && styles.moving)}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      {ticks.map((tick) => (
        <span
          key={tick.year}
          className={styles.year}
          style={{ insetBlockStart: marginPx + tick.at * trackPx }}
        >
          {tick.year}
        </span>
      ))}
      <span className={styles.mark} style={{ insetBlockStart: marginPx + at * trackPx }}>
        <span className={styles.here}>{here}</span>
      </span>
    </div>
  )
}
