import type { ModelOverview } from '../../src-preload/contract/models.ts'
import { activeModel } from './model-rows.ts'

/** What a person would want to hear of, among all that changes while models are fetched and prepared. */
export type ModelNews =
  | { readonly kind: 'answers'; readonly name: string }
  | { readonly kind: 'preparing'; readonly name: string }
  | { readonly kind: 'downloaded'; readonly id: string; readonly name: string }
  | { readonly kind: 'not-downloaded'; readonly name: string; readonly problem: string }

export function newsBetween(before: ModelOverview | null, after: ModelOverview): readonly ModelNews[] {
  if (before === null) return []
  const news: ModelNews[] = []
  for (const { id, name, state, problem } of after.models) {
    const was = before.models.find((model) => model.id === id)?.state
    // A small model may be fetched before the window has heard that its download began.
    if (state === 'installed' && (was === 'downloading' || was === 'offered')) {
      news.push({ kind: 'downloaded', id, name })
    }
    if (was !== 'downloading' || state === 'installed') continue
    // Cancelled by the person: they know.
    if (state !== 'downloading' && problem !== null) news.push({ kind: 'not-downloaded', name, problem })
  }
  const active = activeModel(after)
  const activeBefore = activeModel(before)
  if (active && activeBefore && active.id !== activeBefore.id) {
    news.push({ kind: 'answers', name: active.name })
  } else if (after.switch && after.switch.to !== before.switch?.to) {
    news.push({ kind: 'preparing', name: after.switch.name })
  }
  return news
}
