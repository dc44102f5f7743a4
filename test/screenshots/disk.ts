import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { askAsPage } from '../helpers/browser.ts'
import type { Shot } from './first.ts'

interface Disk {
  readonly folder: string
  enginePid(): number
}

/** Settings, problems, and folders to which something happened. The folder is left as it was. */
export async function seeDisk(page: Page, shot: Shot, { folder, enginePid }: Disk): Promise<void> {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const rescan = () => askAsPage(page, 'roots.rescan', {})

  await page.keyboard.press('Control+,')
  await settings.getByRole('tab', { name: 'Speed' }).click()
  await shot('30-settings-speed')
  await settings.getByRole('tab', { name: 'Library data' }).click()
  await settings.getByRole('button', { name: 'Back up now' }).click()
  const restore = settings.getByText(/^sightline restore/u)
  await restore.waitFor()
  await restore.scrollIntoViewIfNeeded()
  await shot('31-settings-backup')
  await page.keyboard.press('Escape')

  await button(/^Problems/u)
    .first()
    .click()
  await page.getByRole('heading', { name: 'Photos that could not be read' }).waitFor()
  await page.getByRole('button', { expanded: false }).first().click()
  await shot('32-problems')
  await button('Back to photos').click()

  await button('Menu for Travels').click()
  await page.getByRole('menuitem', { name: 'What to leave out…' }).click()
  const rules = page.getByRole('textbox', { name: 'Rules' })
  await rules.fill('Night*\n')
  await page.getByText('Examples').click()
  await shot('33-folder-settings')
  await button('Save').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await shot('34-left-out')
  await button('Menu for Travels').click()
  await page.getByRole('menuitem', { name: 'What to leave out…' }).click()
  await rules.fill('')
  await button('Save').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const aside = join(folder, '..', 'aside')
  const some = readdirSync(folder).filter((name) => /^(?:Beach|Forest|Town|Hills)/u.test(name))
  move(folder, aside, some)
  await rescan()
  await button('Mark as missing').waitFor()
  await shot('35-vanished')
  await button('Mark as missing').click()
  await button(/^Missing/u).click()
  await page.getByText('Each is kept for 30 days').waitFor()
  await page.locator('[data-photo-id]').first().click()
  await page.keyboard.press('i')
  await page.getByText('Its file is gone').waitFor()
  await shot('36-missing')
  await page.keyboard.press('i')
  move(aside, folder, some)
  await rescan()
  await button(/^All photos/u).click()

  // Out of the folders in which what is away is looked for.
  const unplugged = mkdtempSync(join(tmpdir(), 'sightline-unplugged-'))
  renameSync(folder, join(unplugged, 'photos'))
  await rescan()
  await button(/not connected$/u).waitFor()
  await page.locator('[data-photo-id]').nth(1).click()
  await page.keyboard.press('i')
  await page.getByText('is not connected. The photo was at').waitFor()
  await shot('37-away')
  await page.keyboard.press('i')
  renameSync(join(unplugged, 'photos'), folder)
  rmdirSync(unplugged)
  await rescan()

  await page.reload()
  await page.locator('[data-photo-id] img[data-there]').first().waitFor()
  process.kill(enginePid(), 'SIGKILL')
  await page
    .getByRole('status')
    .filter({ hasText: /engine|again/i })
    .first()
    .waitFor()
  await shot('38-engine-restarting')
}

function move(from: string, to: string, names: readonly string[]): void {
  mkdirSync(to, { recursive: true })
  for (const name of names) renameSync(join(from, name), join(to, name))
}
