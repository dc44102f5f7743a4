import type { Page } from 'playwright-core'

/** Photographs the window as it stands, under this name. */
export type Shot = (view: string) => Promise<void>

/** From the first run to searching, previewing and what was not found. */
export async function seeFirst(page: Page, shot: Shot): Promise<void> {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const search = page.getByRole('combobox', { name: 'Search photos' })
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
  await search.fill('猫')
  await page.getByText('does not know').first().waitFor()
  await shot('10-unknown-words')
  await button('Clear search').click()
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
  await button('Settings').click()
  await shot('11-settings')
  await page.keyboard.press('Escape')
  await page.locator('body').press('?')
  await shot('12-keys')
  await page.keyboard.press('Escape')
  await dragOver(page, 'image/png')
  await shot('13-drop')
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })))
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
