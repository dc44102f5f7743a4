import type { Page } from 'playwright-core'
import type { Reply, SearchPage } from '../../src-preload/contract/index.ts'
import { askAsPage } from '../helpers/browser.ts'
import type { Shot } from './first.ts'

/** Answers to searches: divided, with nothing likely, by date, in another order, with stacks, empty, and saved. */
export async function seeResults(page: Page, shot: Shot): Promise<void> {
  const box = page.locator('#search-photos')
  const head = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (key: string) => page.keyboard.press(key)

  await askAsPage(page, 'searches.save', { name: 'Seaside evenings', text: 'a beach with blue water' })
  await askAsPage(page, 'searches.save', { name: 'Landscapes of 2025', text: 'is:landscape on:2025' })
  await page.reload()
  await page.locator('[data-photo-id]').first().waitFor()
  await box.fill('a beach with blue water')
  await head('a beach with blue water')
  await page.locator('[data-photo-id]').first().focus()
  await press('Control+End')
  // A very large window shows all of them at once and stays with the likely ones.
  await Promise.race([head(/Less likely/u), page.waitForTimeout(2_000)])
  await shot('60-less-likely')
  await press('Control+Home')
  await page.getByRole('button', { name: /^Order/u }).click()
  await shot('61-order')
  await press('Escape')
  await box.fill(await absentWord(page))
  await head(/Nothing likely/u)
  await shot('62-nothing-likely')
  await box.fill('is:landscape on:2025')
  await head(/ photos?$/u)
  await shot('63-filters-by-date')
  await box.fill('camera:Nikon month:12')
  await page.getByRole('heading', { level: 2, name: /^No photos match/u }).waitFor()
  await shot('64-no-match')
  await press('Escape')
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
  await seeStacks(page, shot)
  await seeSaved(page, shot)
}

/** Which words are likely nowhere depends on the photos: the first such one. */
async function absentWord(page: Page): Promise<string> {
  for (const text of ['pizza', 'elephant', 'piano', 'bicycle', 'wedding', 'kitchen', 'dog', 'baby']) {
    const query = { kind: 'words', text } as const
    const reply = (await askAsPage(page, 'search.run', { query, offset: 0, limit: 1 })) as Reply<SearchPage>
    if (reply.ok && reply.value.likelyTotal === 0) return text
  }
  throw new Error('Each of the words is said to be in these photos.')
}

/** The painted landscapes are much alike, so that some lie behind others. */
async function seeStacks(page: Page, shot: Shot): Promise<void> {
  const folded = page.locator('[data-stack="folded"]')
  // Its list would lie over the photos.
  await page.locator('#search-photos').blur()
  for (const photo of (await page.locator('[data-photo-id]').all()).slice(0, 8)) {
    await photo.click()
    await page.keyboard.press('s')
    await page.getByRole('heading', { level: 1, name: 'Similar photos' }).waitFor()
    if ((await folded.count()) > 0) {
      await folded.first().click()
      await shot('65-stack')
      await page.keyboard.press('d')
      await shot('66-stack-open')
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
    if ((await folded.count()) === 0) return
  }
}

async function seeSaved(page: Page, shot: Shot): Promise<void> {
  if ((await page.getByRole('navigation').count()) === 0) await page.keyboard.press('Control+b')
  await page.getByRole('button', { name: /^Seaside evenings/u }).click()
  await page.getByRole('button', { name: 'Menu for Seaside evenings' }).click()
  await shot('67-saved-search')
  await page.keyboard.press('Escape')
  await page.locator('body').press('?')
  await page.getByRole('heading', { name: 'What the search box understands' }).scrollIntoViewIfNeeded()
  await shot('68-language')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Library data' }).click()
  await shot('69-searches-setting')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^All photos/u }).click()
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
}
