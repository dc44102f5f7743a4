import type { Page, Route } from 'playwright-core'
import type { Answer, RequestName } from '../../src-preload/contract/index.ts'

/** Lets the page hear the engine's answers with these parts changed, until it is called off. */
export async function tellInstead<N extends RequestName>(
  page: Page,
  name: N,
  change: (value: Answer<N>) => Answer<N>,
): Promise<() => Promise<void>> {
  const pattern = `**/api/request/${name}`
  const tell = async (route: Route) => {
    const reply = (await (await route.fetch()).json()) as { value: Answer<N> }
    await route.fulfill({ json: { ok: true, value: change(reply.value) } })
  }
  await page.route(pattern, tell)
  return () => page.unroute(pattern, tell)
}
