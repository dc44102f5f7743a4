import type { ModelEntry, ModelOverview } from '../../src-preload/contract/models.ts'
import { activeModel } from './model-rows.ts'

/** Which model answered before the one that photos are on their way to; it is known until all of them are there. */
export function formerModelId(
  before: ModelOverview | null,
  after: ModelOverview,
  known: string | null,
): string | null {
  if (after.switch === null || after.switch.isAnew) return null
  const active = activeModel(after)?.id ?? null
  if (active !== after.switch.to) return active
  const answered = activeModel(before)?.id ?? null
  return answered === null || answered === active ? known : answered
}

/** Where one can go back to: after a new start of the window, to the model that has read the most photos. */
export function wayBack(overview: ModelOverview, formerId: string | null): ModelEntry | null {
  if (overview.switch === null || overview.switch.isAnew) return null
  const active = activeModel(overview)
  if (active && active.id !== overview.switch.to) return active
  const able = overview.models.filter(({ role, state }) => role === null && state === 'installed')
  const former = able.find(({ id }) => id === formerId)
  if (former) return former
  const [most] = able.toSorted((a, b) => b.embeddings.photos - a.embeddings.photos)
  return most && most.embeddings.photos > 0 ? most : null
}

/** Photos that the model which answers has not read, and for which model: searches do not find them yet. */
export function unreadOf(
  switching: ModelOverview['switch'],
  active: ModelEntry | null,
): { readonly count: number; readonly name: string } | null {
  if (switching === null || switching.isAnew || switching.to !== active?.id) return null
  const count = switching.total - switching.done
  return count > 0 ? { count, name: switching.name } : null
}
