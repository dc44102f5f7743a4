import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { alterSearches, likelyFirst, stacked } from '../helpers/faked-search.ts'
import { focused, pressAll } from '../helpers/keyboard.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'

const photoCount = 40
const likelyCount = 7

describe('the results of a search', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('results', { photos: photoCount })
  })
  afterAll(() => window?.close())

  beforeEach(async () => {
    await alterSearches(window.page, likelyFirst(likelyCount))
    await window.page.goto(window.app.url)
    await window.page.locator('[data-photo-id]').first().waitFor()
  })

  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const heading = (name: string) => window.page.getByRole('heading', { level: 1, name })
  const divider = () => window.page.getByRole('rowheader', { name: 'Less likely' })
  const tiles = () => window.page.locator('[data-photo-id]')
  const order = () => window.page.getByRole('button', { name: /^Order/u })

  /** Searches, and gives the photos in the order of the grid. */
  async function search(text: string, expected: string): Promise<number[]> {
    const answer = window.page.waitForResponse(/search\.run/u)
    await window.page.locator('#search-photos').fill(text)
    await heading(expected).waitFor()
    const { value } = (await (await answer).json()) as { value: { photos: { ids: number[] } } }
    return value.photos.ids
  }

  async function selected(): Promise<number> {
    return Number(/\d+/u.exec((await heading('selected').textContent()) ?? '')?.[0])
  }

  test('are divided: the likely ones first, counted in the head, then the others', async () => {
    const { page, tile } = window
    const ids = await search('a blue circle', `Likely · ${likelyCount}`)
    await page.getByText(`of ${photoCount} photos`, { exact: true }).waitFor()
    const line = (await divider().boundingBox())?.y ?? 0
    const last = await tile(ids[likelyCount - 1]).boundingBox()
    const next = await tile(ids[likelyCount]).boundingBox()
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(line)
    expect(next?.y).toBeGreaterThan(line)
    expect(await page.getByRole('rowheader', { name: 'Likely', exact: true }).count()).toBe(1)
    await page.getByRole('status').getByText(`${likelyCount} photos likely, of ${photoCount}`).waitFor()
  })

  test('are divided and counted by what shall not be in them alone, in the order of their dates', async () => {
    const { page, tile } = window
    await alterSearches(page, (answer) => ({
      ...likelyFirst(likelyCount)(answer),
      isBrowsing: true,
      order: 'newest',
    }))
    const ids = await search('-circle', `Likely · ${likelyCount}`)
    await page.getByText(`of ${photoCount} photos`, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Order: Newest' }).waitFor()
    const line = (await divider().boundingBox())?.y ?? 0
    expect((await tile(ids[likelyCount]).boundingBox())?.y).toBeGreaterThan(line)
    await page.getByRole('status').getByText(`${likelyCount} photos likely, of ${photoCount}`).waitFor()
  })

  test('are said to be found by name where nothing else speaks for them', async () => {
    const { page } = window
    await alterSearches(page, (answer) => ({ ...likelyFirst(2)(answer), namedTotal: 2 }))
    await search('a blue circle', 'Found by name · 2')
    await page.getByRole('status').getByText(`2 photos found by name, of ${photoCount}`).waitFor()
  })

  test('are one list for the keyboard, across the divider', async () => {
    const { tile, keyboardOn } = window
    const ids = await search('a blue circle', 'Likely')
    await tile(ids[likelyCount - 1]).focus()
    await press('ArrowRight')
    await keyboardOn(ids[likelyCount])
    await press('ArrowUp')
    expect(ids.slice(0, likelyCount).map((id) => `photo ${id}`)).toContain(await focused(window.page))
    await press('Control+a')
    await heading(`${photoCount} selected`).waitFor()
  })

  test('are one list for a dragged rectangle and for Shift', async () => {
    const { page, tile } = window
    const ids = await search('a blue circle', 'Likely')
    const from = await tile(ids[0]).boundingBox()
    const to = await tile(ids[likelyCount]).boundingBox()
    await page.mouse.move((from?.x ?? 0) - 8, (from?.y ?? 0) + 8)
    await page.mouse.down()
    await page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) + 20, { steps: 4 })
    await heading('selected').waitFor()
    await page.mouse.up()
    expect(await selected()).toBeGreaterThan(2)
    await tile(ids[likelyCount - 2]).click()
    await tile(ids[likelyCount + 1]).click({ modifiers: ['Shift'] })
    await heading('4 selected').waitFor()
  })

  test('go on in the viewer and its film strip', async () => {
    const { page, tile } = window
    const ids = await search('a blue circle', 'Likely')
    await tile(ids[likelyCount - 1]).focus()
    await press('Space')
    const viewer = page.getByRole('dialog', { name: 'Photo' })
    await viewer.getByText(`${likelyCount} of ${photoCount}`, { exact: true }).waitFor()
    await press('ArrowRight')
    await viewer.getByText(`${likelyCount + 1} of ${photoCount}`, { exact: true }).waitFor()
    await press('Escape')
  })

  test('are named by the part that is on screen', async () => {
    await search('a blue circle', `Likely · ${likelyCount}`)
    await tiles().first().focus()
    await press('Control+End')
    await heading(`Less likely · ${photoCount - likelyCount}`).waitFor()
    await press('Control+Home')
    await heading(`Likely · ${likelyCount}`).waitFor()
  })

  test('say plainly when none of them is likely, and show the nearest all the same', async () => {
    const { page } = window
    await alterSearches(page, likelyFirst(0))
    const ids = await search('an elephant', 'Nothing likely')
    await page.getByText('Nothing here is likely to be what you mean.').waitFor()
    const [line, first] = [await divider().boundingBox(), await window.tile(ids[0]).boundingBox()]
    expect(first?.y).toBeGreaterThan(line?.y ?? Infinity)
  })

  test('come page after page as one scrolls, to the very last', async () => {
    const { page } = window
    await alterSearches(page, likelyFirst(likelyCount), 10)
    await search('a blue circle', 'Likely')
    await tiles().first().focus()
    await eventually(async () => {
      await press('End')
      return page.getByText(`All ${photoCount} photos shown`).count()
    }).toBe(1)
    await press('Control+a')
    await heading(`${photoCount} selected`).waitFor()
  })

  test('are put into another order by the menu, which says the present one', async () => {
    const { page } = window
    await search('a blue circle', 'Likely')
    await order().click()
    const checked = page.getByRole('menuitemradio', { checked: true })
    expect(await checked.textContent()).toBe('Relevance')
    const asked = page.waitForRequest(/search\.run/u)
    await press('ArrowDown', 'ArrowDown', 'Enter')
    expect((await asked).postDataJSON()).toMatchObject({ query: { text: 'sort:oldest a blue circle' } })
    await page.getByRole('button', { name: 'Order: Oldest' }).waitFor()
    await heading(`Likely · ${likelyCount}`).waitFor()
    await divider().waitFor()
  })

  test('hold near-duplicates behind one tile, which a key or its badge unfolds', async () => {
    const { page, tile, keyboardOn } = window
    await alterSearches(page, stacked([1, 3, 5]))
    const ids = await search('a blue circle', 'Likely')
    const [first, second] = [tile(ids[1]), tile(ids[3])]
    await first.waitFor()
    expect(await first.getAttribute('aria-label')).toContain('and 2 near-duplicates')
    expect(await first.locator('[data-act="stack"]').textContent()).toBe('3')
    expect([await second.count(), await first.getAttribute('aria-expanded')]).toEqual([0, 'false'])

    await first.click()
    await page.getByText('without 2 near-duplicates behind').waitFor()
    await press('d')
    await second.waitFor()
    await keyboardOn(ids[1])
    expect(await first.getAttribute('aria-expanded')).toBe('true')
    await press('ArrowRight')
    await keyboardOn(ids[3])
    await press('d')
    await second.waitFor({ state: 'detached' })
    await keyboardOn(ids[1])
    await first.locator('[data-act="stack"]').click()
    await second.waitFor()
  })

  test('leave near-duplicates alone that lie behind what is acted upon', async () => {
    const { page, tile, undo } = window
    await alterSearches(page, stacked([1, 3, 5]))
    const ids = await search('a blue circle', 'Likely')
    await tile(ids[1]).focus()
    const asked = page.waitForRequest(/photos\.hide/u)
    await press('Delete')
    expect((await asked).postDataJSON()).toEqual({ photoIds: [ids[1]], hidden: true })
    // The next of them stands for the stack.
    await tile(ids[3]).waitFor()
    expect(await tile(ids[3]).locator('[data-act="stack"]').textContent()).toBe('2')
    await undo('removed from results')
    await tile(ids[1]).waitFor()
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
