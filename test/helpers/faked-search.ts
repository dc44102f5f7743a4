import type { Page } from 'playwright-core'
import type { SearchPage } from '../../src-preload/contract/index.ts'

/** Changes what the engine answers to searches before the page hears of it. */
export async function alterSearches(
  page: Page,
  change: (answer: SearchPage) => Partial<SearchPage>,
): Promise<void> {
  await page.route('**/api/request/search.run', async (route) => {
    const response = await route.fetch()
    const reply = (await response.json()) as { ok: boolean; value: SearchPage }
    const value = reply.ok ? { ...reply.value, ...change(reply.value) } : undefined
    await route.fulfill({ response, json: value ? { ok: true, value } : reply })
  })
}

/** The first `count` of all results are likely. */
export function likelyFirst(count: number): (answer: SearchPage) => Partial<SearchPage> {
  return ({ photos, offset, total }) => ({
    likely: photos.ids.map((_, index) => offset + index < count),
    likelyTotal: Math.min(count, total),
  })
}
