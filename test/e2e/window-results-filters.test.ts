import { mkdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pressAll } from '../helpers/keyboard.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos, setPlace } from '../helpers/photos.ts'

const perMonth = 8
const months = ['2024-03', '2024-07', '2025-01', '2025-11']
const photoCount = perMonth * months.length

/** As many photos of each month, half of them in a folder of their own. */
async function fill(folder: string): Promise<void> {
  const names = await paintPhotos(folder, photoCount)
  mkdirSync(join(folder, 'Walks'))
  await setPlace(join(folder, names[0] ?? ''), 38.7112, -9.1365)
  names.forEach((name, n) => {
    const at = new Date(`${months[n % months.length]}-12T12:00:00`)
    utimesSync(join(folder, name), at, at)
    if (n % 2 === 0) renameSync(join(folder, name), join(folder, 'Walks', name))
  })
}

describe('filters, places and what was kept', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('results-filters', { fill, height: 620 })
  })
  afterAll(() => window?.close())

  beforeEach(async () => {
    await window.page.goto(window.app.url)
    await window.page.locator('[data-photo-id]').first().waitFor()
  })

  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const heading = (name: string, level = 1) => window.page.getByRole('heading', { level, name })
  const box = () => window.page.locator('#search-photos')
  const button = (name: string | RegExp) => window.page.getByRole('button', { name })
  const choose = async (order: string) => {
    await button(/^Order/u).click()
    await window.page.getByRole('menuitemradio', { name: order }).click()
    await button(`Order: ${order}`).waitFor()
  }
  const heads = () => window.page.getByRole('rowheader').allTextContents()

  test('filters alone browse by date, with months and years, in both directions', async () => {
    const { page } = window
    await box().fill('is:landscape')
    await heading(`${photoCount} photos`).waitFor()
    expect((await heads())[0]).toBe('November 2025')
    await page.getByRole('slider', { name: 'Jump to a date' }).waitFor()
    await choose('Oldest')
    expect((await heads())[0]).toBe('March 2024')
    await page.getByRole('slider', { name: 'Jump to a date' }).waitFor()
    await button(/^Order/u).click()
    expect(await page.getByRole('menuitemradio', { name: 'Relevance' }).count()).toBe(0)
    await press('Escape')
    await choose('Name')
    await eventually(heads).toEqual([])
    expect(await page.getByRole('slider').count()).toBe(0)
  })

  test('filters that nothing meets are named, and taken away one by one', async () => {
    const { page } = window
    await box().fill('on:2024 month:12')
    await heading('No photos match 2024 and in any December', 2).waitFor()
    await button('Remove in any December').click()
    await heading(`${photoCount / 2} photos`).waitFor()
    await page.locator('[data-photo-id]').first().waitFor()
  })

  test('while the box holds what does not parse, the page speaks of the search that found nothing', async () => {
    await box().fill('month:12')
    await heading('No photos match in any December', 2).waitFor()
    await box().fill('type:jpeg before:soon')
    await window.page.locator('#search-problem').waitFor()
    await heading('No photos match in any December', 2).waitFor()
    await heading('in any December').waitFor()
    await button('Remove in any December').click()
    await heading('All photos').waitFor()
  })

  test('what loses its mark leaves the search for it at once, and comes back with Undo', async () => {
    const { page, tile, undo, listed, ask } = window
    const [first = 0, second = 0] = await listed()
    await ask('photos.mark', { photoIds: [first, second], favourite: true })
    await box().fill('is:favourite is:landscape')
    await heading('2 photos').waitFor()
    await tile(first).focus()
    await press('f')
    await heading('1 photo').waitFor()
    await tile(first).waitFor({ state: 'detached' })
    await undo('removed from favourites')
    await heading('2 photos').waitFor()
    await ask('photos.mark', { photoIds: [first, second], favourite: false })
    await page.getByText('No photos match').waitFor()
  })

  test('a fact in the details leads to the photos that share it', async () => {
    const { page, ask, listed } = window
    const [first = 0] = await listed()
    await page.locator(`[data-photo-id="${first}"]`).click()
    await press('i')
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByRole('button', { name: 'All of November 2025' }).click()
    await heading(`${perMonth} photos`).waitFor()
    const { folder } = await ask('photos.details', { photoId: first })
    await page.locator(`[data-photo-id="${first}"]`).click()
    await details.getByRole('button', { name: folder, exact: true }).click()
    await heading(folder.endsWith('Walks') ? `${photoCount / 2} photos` : `${photoCount} photos`).waitFor()
    await press('i')
  })

  test('the details say where a photo was taken, which leads to the photos of that place', async () => {
    const { page } = window
    await box().fill('has:gps')
    await heading('1 photo').waitFor()
    await page.locator('[data-photo-id]').click()
    await press('i')
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByRole('button', { name: /^38\.71/u }).waitFor()
    await details.getByRole('button', { name: 'Lisbon, Portugal' }).click()
    await heading('in Lisbon, Portugal').waitFor()
    expect(await page.locator('[data-photo-id]').count()).toBe(1)
    await press('i')
  })

  test('the menu of a photo adds it to the search, or takes what is like it away', async () => {
    const { page } = window
    await box().fill('a blue circle')
    await heading('“a blue circle”').waitFor()
    const chosen = async (item: string) => {
      const photo = page.locator('[data-photo-id]').nth(2)
      const id = await photo.getAttribute('data-photo-id')
      const asked = page.waitForRequest(/search\.run/u)
      await photo.click({ button: 'right' })
      await page.getByRole('menuitem', { name: item }).click()
      const { text } = ((await asked).postDataJSON() as { query: { text: string } }).query
      return text.replace(`${id}`, 'ID')
    }
    expect(await chosen('Add to search')).toMatch(/^similar:ID (\+ )?a blue circle$/u)
    await heading('like this photo').waitFor()
    expect(await chosen('Less like this')).toContain('-similar:ID')
  })

  test('P asks for the part of a photo to search for, in the grid and in the viewer', async () => {
    const { page } = window
    const part = page.getByRole('dialog', { name: 'Search for a part of the picture' })
    await page.locator('[data-photo-id]').nth(1).focus()
    await press('p')
    await part.waitFor()
    await press('Escape')
    await part.waitFor({ state: 'detached' })
    await press('Space')
    const viewer = page.getByRole('dialog', { name: 'Photo', exact: true })
    await viewer.waitFor()
    await press('p')
    await part.waitFor()
    await part.getByRole('button', { name: 'Search for this part' }).click()
    await heading('Likely').or(heading('Nothing likely')).first().waitFor()
    expect(await viewer.count()).toBe(0)
  })

  test('saved searches stand in the side bar with their counts, and are run, renamed and removed there', async () => {
    const { page, place, undo, ask } = window
    const text = 'on:2025 in:Walks'
    await ask('searches.save', { name: 'Walks of 2025', text })
    await page.reload()
    const count = photoCount / 4
    await place(`Walks of 2025 ${count}`).click()
    await heading(`${count} photos`).waitFor()
    expect(await place(`Walks of 2025 ${count}`).getAttribute('aria-current')).toBe('page')
    expect(await button(/^All photos/u).getAttribute('aria-current')).toBeNull()

    await place('Menu for Walks of 2025').click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.keyboard.type('Long walks')
    await press('Enter')
    await place(`Long walks ${count}`).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('navigation').getByText('Saved searches').waitFor({ state: 'detached' })
    await undo('“Long walks” was removed')
    await place(`Long walks ${count}`).waitFor()
    expect(await ask('searches.saved', {})).toMatchObject([{ name: 'Long walks', text, photos: count }])
  })

  test('the count of a saved search follows what is done to photos', async () => {
    const { page, place, ask } = window
    await ask('searches.save', { name: 'Best of all', text: 'is:favourite' })
    await page.reload()
    await place('Best of all 0').waitFor()
    await page.locator('[data-photo-id]').first().focus()
    await press('f')
    await place('Best of all 1').waitFor()
    await press('f')
    await place('Best of all 0').waitFor()
  })

  test('a search saved or renamed under a name that is taken is refused in place', async () => {
    const { page, place, ask } = window
    for (const name of ['Blue', 'Green']) await ask('searches.save', { name, text: name })
    await box().fill('is:landscape')
    await heading(`${photoCount} photos`).waitFor()
    await button('Save this search').click()
    await refusedInPlace('Save this search', 'Blue', 'Save')
    await press('Escape')
    await place('Menu for Green').click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await refusedInPlace('Rename “Green”', 'BLUE', 'Rename')
    await page.getByRole('dialog').getByRole('textbox').fill('Grass')
    await press('Enter')
    await place('Menu for Grass').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('Settings let recent searches be forgotten', async () => {
    const { page, ask } = window
    await press('Control+,')
    await page.getByRole('tab', { name: 'Library data' }).click()
    const remember = page.getByRole('switch', { name: 'Remember recent searches' })
    expect(await remember.isChecked()).toBe(true)
    await remember.click()
    await eventually(async () => (await ask('settings.get', {})).rememberSearches).toBe(false)
    await remember.click()
    await eventually(async () => (await ask('settings.get', {})).rememberSearches).toBe(true)
    await press('Escape')
  })

  test('the overlay of keys says what the box understands', async () => {
    await press('?')
    const keys = window.page.getByRole('dialog', { name: 'Keys', exact: true })
    for (const example of ['beach -people', 'rating:>=4', 'near:48.86,2.35,5']) {
      await keys.getByText(example, { exact: true }).waitFor()
    }
    await press('Escape')
  })

  test('nothing but the names that were taken was refused on the way', () => {
    expect(window.complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([])
  })

  async function refusedInPlace(title: string, name: string, action: string): Promise<void> {
    const dialog = window.page.getByRole('dialog', { name: title, exact: true })
    const field = dialog.getByRole('textbox')
    await field.fill(name)
    await dialog.getByRole('button', { name: action, exact: true }).click()
    const refusal = dialog.getByRole('alert')
    expect(await refusal.innerText()).toBe(`There is a saved search "${name}" already; choose another name.`)
    expect(await field.inputValue()).toBe(name)
    expect(await field.getAttribute('aria-describedby')).toBe(await refusal.getAttribute('id'))
  }
})
