import type { Page } from 'playwright-core'
import type { SearchPage } from '../../src-preload/contract/index.ts'

type Change = (answer: SearchPage) => Partial<SearchPage>

/** Changes what the engine answers to searches before the page hears of it; `mostAtOnce` photos a page. */
export async function alterSearches(page: Page, change: Change, mostAtOnce = 200): Promise<void> {
  await page.unroute('**/api/request/search.run')
  await page.route('**/api/request/search.run', async (route) => {
    const asked = route.request().postDataJSON() as { limit: number }
    const limit = Math.min(asked.limit, mostAtOnce)
    const response = await route.fetch({ postData: JSON.stringify({ ...asked, limit }) })
    const reply = (await response.json()) as { ok: boolean; value: SearchPage }
    const value = reply.ok ? { ...reply.value, ...change(reply.value) } : undefined
    await route.fulfill({ response, json: value ? { ok: true, value } : reply })
  })
}

/** The first `count` of all results are likely. */
export function likelyFirst(count: number): Change {
  return ({ photos, offset, total }) => ({
    likely: photos.ids.map((_, index) => offset + index < count),
    likelyTotal: Math.min(count, total),
    named: photos.ids.map(() => false),
    namedTotal: 0,
    // Each alone, whatever the painted photos look like.
    stackOf: photos.ids,
  })
}

/** Results at these places lie in the stack of the first of them. */
export function stacked(...stacks: readonly (readonly number[])[]): Change {
  return (answer) => {
    const { ids } = answer.photos
    const stackOf = [...ids]
    for (const [first = 0, ...others] of stacks) {
      for (const at of others) stackOf[at] = ids[first] ?? 0
    }
    return { ...likelyFirst(answer.total)(answer), stackOf }
  }
}
