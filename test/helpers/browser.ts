import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser } from '../../src-main/launch/browser.mjs'

/** The installed Chromium or Chrome, without a display. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser()
  if (!executablePath) throw new Error('No Chromium or Chrome is installed; "npm test" installs one.')
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

/** What a page complains about: exceptions, and console errors such as refusals of the content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

/** Asks the web host as the page itself, with its cookie. Gives the reply as it came. */
export function askAsPage(page: Page, name: string, args: unknown): Promise<unknown> {
  return page.evaluate(
    async ([name, body]) =>
      (await fetch(`/api/request/${name}`, { method: 'POST', body: body ?? '' })).json() as unknown,
    [name, JSON.stringify(args)],
  )
}
