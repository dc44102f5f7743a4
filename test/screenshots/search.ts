import type { Page } from 'playwright-core'
import { askAsPage } from '../helpers/browser.ts'
import type { Shot } from './first.ts'

/** The search box in each of its states: chips, a place, problems, filters, suggestions, pictures. */
export async function seeSearch(page: Page, shot: Shot): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search photos' })
  const press = (key: string) => page.keyboard.press(key)
  const search = async (text: string) => {
    await box.fill(text)
    await box.blur()
    await page.waitForTimeout(700) // a typing pause, and the one before a problem is said
  }
  const clear = async () => {
    await box.focus()
    for (const key of ['Escape', 'Escape']) await press(key)
  }

  for (const text of ['mountains in the evening', 'forest -people after:2024', 'lake rating:>=3']) {
    await askAsPage(page, 'searches.remember', { text })
  }
  await askAsPage(page, 'searches.save', { name: 'Lakes in summer', text: 'lake last summer' })
  await page.reload()
  await page.locator('[data-photo-id]').first().waitFor()

  await box.focus()
  await press('ArrowDown')
  await shot('50-recent-searches')
  await press('Escape')
  await search('mountain lake after:2025-06 -people is:landscape dog:2 "IMG_12" ')
  await shot('51-chips')
  await box.focus()
  await press('Home')
  await press('ArrowLeft')
  await shot('52-chip-focused')
  await clear()
  await search('lake before:soon is:landscape')
  await shot('53-problem')
  await clear()
  await box.pressSequentially('type:')
  await shot('54-completions')
  await clear()
  await press('Control+Shift+F')
  const panel = page.getByRole('dialog', { name: 'Filter' })
  await panel.getByRole('button', { name: /^landscape/u }).click()
  await panel.getByRole('button', { name: /^JPEG/u }).click()
  await shot('55-filters')
  await press('Escape')
  await shot('56-filtered')
  await clear()
  const tiles = page.locator('[data-photo-id]')
  const ids = await Promise.all([3, 5].map(async (n) => tiles.nth(n).getAttribute('data-photo-id')))
  await search(`similar:${ids[0]} -similar:${ids[1]}@0.2,0.2,0.5,0.5 blue `)
  await shot('57-pictures')
  await page.locator('[data-search-chip]').first().click()
  await page.getByRole('menu').waitFor()
  await shot('58-picture-menu')
  await page.getByRole('menuitem', { name: 'Only a part…' }).click()
  await page.getByRole('dialog').locator('img').waitFor()
  await shot('59-region')
  await press('Escape')
  await page.getByRole('button', { name: 'Save this search' }).click()
  await shot('60-save-search')
  await press('Escape')
  await clear()
  if ((await page.getByRole('navigation').count()) === 0) await press('Control+b')
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Travels/u })
    .click()
  await search('lake')
  await shot('61-in-a-place')
  await clear()
  await page.getByRole('button', { name: /^Search all photos/u }).click()
}
