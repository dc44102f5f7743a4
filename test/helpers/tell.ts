import type { Page, Route } from 'playwright-core'
import type { Answer, EventName, RequestName } from '../../src-preload/contract/index.ts'

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

/**
 * Keeps events of this name from the page, from its next load until it is called off: they would tell the truth that
 * a changed answer hides. The page asks for the answer whenever it is loaded, so it misses nothing else.
 */
export async function muteEvents(page: Page, name: EventName): Promise<() => Promise<void>> {
  const key = `muted ${name}`
  await page.addInitScript(
    ({ muted, mutedKey }) => {
      // oxlint-disable-next-line typescript/unbound-method
      const listen = EventSource.prototype.addEventListener
      EventSource.prototype.addEventListener = function (
        this: EventSource,
        type: string,
        listener: EventListener,
      ): void {
        const hear: EventListener = (event) => {
          if (type !== muted || !sessionStorage.getItem(mutedKey)) listener.call(this, event)
        }
        listen.call(this, type, hear)
      } as typeof listen
    },
    { muted: name, mutedKey: key },
  )
  await page.evaluate((mutedKey) => sessionStorage.setItem(mutedKey, 'yes'), key)
  return () => page.evaluate((mutedKey) => sessionStorage.removeItem(mutedKey), key)
}
