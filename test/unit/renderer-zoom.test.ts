import { describe, expect, test } from 'vitest'
import {
  fitScale,
  fitted,
  isFitted,
  panned,
  toggled,
  wheelFactor,
  zoomedAt,
} from '../../src-renderer/lib/zoom.ts'

const photo = { width: 4_000, height: 3_000 }
const stage = { width: 1_000, height: 800 }

describe('zooming', () => {
  test('fits the photo into the stage', () => {
    expect(fitScale(photo, stage)).toBe(0.25)
    expect(fitScale({ width: 100, height: 100 }, stage)).toBe(2)
  })

  test('keeps what lies under the pointer where it is', () => {
    const at = { x: 200, y: 100 }
    const before = zoomedAt(fitted(photo, stage), 4, { x: 0, y: 0 }, photo, stage)
    const after = zoomedAt(before, 1.5, at, photo, stage)
    const under = (zoom: typeof before) => (at.x - zoom.x) / zoom.scale
    expect(under(after)).toBeCloseTo(under(before), 6)
  })

  test('never goes below fitted nor beyond eight screen pixels a photo pixel', () => {
    const fit = fitted(photo, stage)
    expect(zoomedAt(fit, 0.1, { x: 0, y: 0 }, photo, stage)).toEqual(fit)
    expect(zoomedAt(fit, 1e6, { x: 0, y: 0 }, photo, stage).scale).toBe(8)
  })

  test('keeps the photo’s edges at the stage’s', () => {
    const zoom = panned({ scale: 0.5, x: 0, y: 0 }, { x: 9_999, y: -9_999 }, photo, stage)
    expect(zoom).toEqual({ scale: 0.5, x: 500, y: -350 })
  })

  test('does not pan a fitted photo', () => {
    expect(panned(fitted(photo, stage), { x: 50, y: 50 }, photo, stage)).toEqual(fitted(photo, stage))
  })

  test('toggles between fitted and the photo’s own pixels', () => {
    const near = toggled(fitted(photo, stage), { x: 0, y: 0 }, photo, stage)
    expect(near.scale).toBe(1)
    expect(isFitted(toggled(near, { x: 0, y: 0 }, photo, stage), photo, stage)).toBe(true)
  })

  test('zooms in when the wheel turns up and by no leap', () => {
    expect(wheelFactor(-100, false)).toBeGreaterThan(1.2)
    expect(wheelFactor(100, false)).toBeLessThan(1)
    expect(wheelFactor(-10_000, false)).toBe(wheelFactor(-150, false))
  })
})
