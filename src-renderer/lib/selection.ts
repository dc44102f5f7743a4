/** Which photos are chosen, and which one the keyboard stands on. By id, so that a changed list loses nothing. */
export interface Selection {
  readonly chosen: ReadonlySet<number>
  /** Where a range with Shift begins. */
  readonly anchorId: number | null
  readonly activeId: number | null
}

export interface Reach {
  /** Shift: everything between the anchor and the photo. */
  readonly range: boolean
  /** Ctrl or Cmd: this photo in or out, the others as they are. */
  readonly toggle: boolean
}

export const nothingChosen: Selection = { chosen: new Set(), anchorId: null, activeId: null }

/** A click on photo `index` of the list, or the keyboard's arrival there. */
export function choose(selection: Selection, ids: readonly number[], index: number, reach: Reach): Selection {
  const id = ids[index]
  if (id === undefined) return selection
  const anchorAt = selection.anchorId === null ? -1 : ids.indexOf(selection.anchorId)
  if (reach.range && anchorAt >= 0) {
    const between = ids.slice(Math.min(anchorAt, index), Math.max(anchorAt, index) + 1)
    const chosen = reach.toggle ? new Set([...selection.chosen, ...between]) : new Set(between)
    return { ...selection, chosen, activeId: id }
  }
  if (reach.toggle) {
    const chosen = new Set(selection.chosen)
    if (!chosen.delete(id)) chosen.add(id)
    return { chosen, anchorId: id, activeId: id }
  }
  return { chosen: new Set([id]), anchorId: id, activeId: id }
}

export function chooseAll(selection: Selection, ids: readonly number[]): Selection {
  return { ...selection, chosen: new Set(ids), activeId: selection.activeId ?? ids[0] ?? null }
}

/** The photos under a dragged rectangle; `kept` were chosen before the drag and stay so. */
export function chooseThese(selection: Selection, ids: Iterable<number>, kept: Iterable<number>): Selection {
  return { ...selection, chosen: new Set([...kept, ...ids]) }
}

export function chooseNone(selection: Selection): Selection {
  return selection.chosen.size === 0 ? selection : { ...selection, chosen: new Set(), anchorId: null }
}

/**
 * The selection after the list changed from `before` to `after`: photos that left are no longer chosen, and the
 * keyboard moves to the nearest photo that stayed, later ones first.
 */
export function carryOver(
  selection: Selection,
  before: readonly number[],
  after: readonly number[],
): Selection {
  if (selection.chosen.size === 0 && selection.activeId === null) return selection
  const present = new Set(after)
  const chosen = new Set([...selection.chosen].filter((id) => present.has(id)))
  const anchorId = selection.anchorId !== null && present.has(selection.anchorId) ? selection.anchorId : null
  return { chosen, anchorId, activeId: nearest(selection.activeId, before, present) }
}

function nearest(
  activeId: number | null,
  before: readonly number[],
  present: ReadonlySet<number>,
): number | null {
  if (activeId === null || present.has(activeId)) return activeId
  const at = before.indexOf(activeId)
  if (at < 0) return null
  const later = before.slice(at + 1).find((id) => present.has(id))
  return later ?? before.slice(0, at).findLast((id) => present.has(id)) ?? null
}
