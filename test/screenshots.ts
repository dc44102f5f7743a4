import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from './helpers/browser.ts'
import { paintScenes } from './helpers/scenes.ts'
import { startWebApp } from './helpers/web-app.ts'

// npm run screenshots -- DIR [PHOTOS]: every view of the window as PNGs, light and dark, at two sizes, to be looked at.
// Shows painted scenes, or the photos of a folder of your own.

const [target = 'screenshots', photos] = process.argv.slice(2)
const out = resolve(target)
mkdirSync(out, { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'sightline-screenshots-'))
const pictures = join(home, 'Pictures', 'Travels')

try {
  if (photos && existsSync(photos)) cpSync(photos, pictures, { recursive: true })
  else await paintScenes(pictures, 140)
  writeFileSync(join(pictures, 'half a download.jpg'), '')
  writeFileSync(join(pictures, 'letter.png'), 'Dear reader, this is no picture.')
  for (const theme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await photograph(theme, width, height)
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function photograph(theme: 'light' | 'dark', width: number, height: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightline-screenshots-data-'))
  const app = await startWebApp(home, dataDir)
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme })
  const shot = async (view: string) => {
    await page.waitForTimeout(350) // motion lasts 150 ms
    await page.screenshot({ path: join(out, `${view}-${theme}-${width}.png`) })
    console.log(`${view}-${theme}-${width}.png`)
  }
  try {
    await page.goto(app.url)
    await walk(page, shot, app.enginePid)
  } finally {
    await browser.close()
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Goes through the window as a person would. */
async function walk(
  page: Page,
  shot: (view: string) => Promise<void>,
  enginePid: () => number,
): Promise<void> {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const search = page.getByRole('searchbox', { name: 'Search photos' })
  const tiles = page.locator('[data-photo-id]')
  const thumbnails = page.locator('[data-photo-id] img[data-there]')

  await page.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
  await shot('01-first-run')
  await button('Choose a folder').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pictures' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Travels' }).waitFor()
  await shot('02-folder-picker')
  await page.getByRole('dialog').getByRole('button', { name: 'Travels' }).click()
  await button('Add this folder').click()
  await page.getByRole('progressbar', { name: 'Indexing' }).waitFor()
  await thumbnails.first().waitFor()
  await shot('03-indexing')
  await page.getByRole('progressbar', { name: 'Indexing' }).waitFor({ state: 'hidden' })
  await page.waitForTimeout(1_200) // the list follows at most once a second
  await shot('04-browsing')

  await search.fill('a beach with blue water')
  await page.getByRole('heading', { level: 1, name: 'a beach with blue water' }).waitFor()
  await shot('05-results')
  await tiles.nth(2).click({ button: 'right' })
  await shot('06-menu')
  await page.keyboard.press('Escape')
  await tiles.nth(1).click({ modifiers: ['Control'] })
  await tiles.nth(4).click({ modifiers: ['Control'] })
  await shot('07-selection')
  await page.keyboard.press('Escape')
  await tiles.nth(1).click()
  await page.keyboard.press('s')
  await page.getByRole('heading', { level: 1, name: /Similar/ }).waitFor()
  await shot('08-similar')
  await tiles.nth(0).click()
  await page.keyboard.press('Space')
  await page.getByRole('dialog', { name: 'Photo' }).waitFor()
  await page.keyboard.press('i')
  await shot('09-viewer')
  await page.keyboard.press('Escape')
  await search.fill('xylocarp quokkas')
  await page.getByText('does not know').first().waitFor()
  await shot('10-unknown-words')
  await search.fill('')
  await button('Settings').click()
  await shot('11-settings')
  await page.keyboard.press('Escape')
  await page.locator('body').press('?')
  await shot('12-keys')
  await page.keyboard.press('Escape')
  await button(/^Problems/).click()
  await page.getByRole('heading', { name: 'Photos that could not be read' }).waitFor()
  await shot('13-problems')
  await button('Back to photos').click()
  await dragOver(page, 'image/png')
  await shot('14-drop')
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })))
  await page.reload()
  await thumbnails.first().waitFor()
  process.kill(enginePid(), 'SIGKILL')
  await page
    .getByRole('status')
    .filter({ hasText: /engine|again/i })
    .first()
    .waitFor()
  await shot('15-engine-restarting')
}

/** A file is held over the window. */
async function dragOver(page: Page, type: string): Promise<void> {
  await page.evaluate((mime) => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'picture', { type: mime }))
    for (const name of ['dragenter', 'dragover']) {
      document.body.dispatchEvent(
        new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }),
      )
    }
  }, type)
}
