import type { Page } from 'playwright-core'

/** Presses keys one after another, in Playwright's names. */
export async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Where the keyboard stands: "photo 12", or what it is called. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const photoId = element instanceof HTMLElement ? element.dataset['photoId'] : undefined
    return photoId ? `photo ${photoId}` : (element?.getAttribute('aria-label') ?? element?.tagName ?? '')
  })
}

/** Whether what has the keyboard can be seen whole. */
export function isInView(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const at = document.activeElement?.getBoundingClientRect()
    const grid = document.querySelector('[role="grid"]')?.parentElement?.getBoundingClientRect()
    return at !== undefined && grid !== undefined && at.top >= grid.top - 1 && at.bottom <= grid.bottom + 1
  })
}
