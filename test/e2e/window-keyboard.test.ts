import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askAsPage, complaintsOf, launchBrowser } from '../helpers/browser.ts'
import { until } from '../helpers/engine.ts'
import { focused, isInView, pressAll } from '../helpers/keyboard.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { startWebApp, type WebApp } from '../helpers/web-app.ts'

// More rows than fit on the screen, so that the keyboard has to bring photos into being.
const photoCount = 60

describe('the window under the keyboard', () => {
  const home = tempDir('keyboard-home')
  const photos = join(home, 'Pictures')
  let app: WebApp
  let browser: Browser
  let page: Page
  let complaints: string[]
  /** All photos in the order of the grid. */
  let ids: number[]

  beforeAll(async () => {
    await paintPhotos(photos, photoCount)
    app = await startWebApp(home, tempDir('keyboard-data'))
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.setDefaultTimeout(10_000)
    complaints = complaintsOf(page)
    await page.goto(app.url)
    expect(await askAsPage(page, 'roots.add', { path: photos })).toMatchObject({ ok: true })
    await page.getByRole('button', { name: `All photos ${photoCount}` }).waitFor()
    await page.getByRole('progressbar', { name: 'Indexing' }).waitFor({ state: 'detached' })
    ids = await listed()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  // Each test begins on the first photo of a window that was just opened.
  beforeEach(async () => {
    await page.goto(app.url)
    await tile(ids[0]).waitFor()
    // Once for the searches that are offered by then, once for the box.
    await press('/', 'Escape', 'Escape')
    await focusOn(ids[0])
  })

  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })
  const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true })
  const tile = (id: number | undefined): Locator => page.locator(`[data-photo-id="${id}"]`)
  const press = (...keys: readonly string[]) => pressAll(page, keys)

  async function listed(): Promise<number[]> {
    const reply = await askAsPage(page, 'photos.list', { view: { kind: 'all' } })
    return (reply as { value: { ids: number[] } }).value.ids
  }

  async function focusOn(id: number | undefined): Promise<void> {
    await until(`the keyboard on photo ${id}`, async () => (await focused(page)) === `photo ${id}`)
  }

  const untilInGrid = () =>
    until('the keyboard in the grid', async () => (await focused(page)).startsWith('photo'))

  const selected = () =>
    page
      .locator('[aria-selected="true"]')
      .evaluateAll((tiles) => tiles.map((one) => Number(one.dataset['photoId'])))

  test('arrows move among the photos, along a row and between rows', async () => {
    await press('ArrowRight', 'ArrowRight')
    await focusOn(ids[2])
    await press('ArrowLeft')
    await focusOn(ids[1])
    expect(await selected()).toEqual([ids[1]])
    const above = await tile(ids[1]).boundingBox()
    await press('ArrowDown')
    const below = await page.locator(':focus').boundingBox()
    expect(below?.y).toBeGreaterThan(above?.y ?? 0)
    await press('ArrowUp')
    await focusOn(ids[1])
  })

  test('End and Home go to the last photo and the first, and bring them into view', async () => {
    await press('End')
    await focusOn(ids.at(-1))
    expect(await isInView(page)).toBe(true)
    await press('Home')
    await focusOn(ids[0])
    expect(await isInView(page)).toBe(true)
    await press('PageDown')
    const after = await focused(page)
    expect(after).toMatch(/^photo/u)
    expect(after).not.toBe(`photo ${ids[0]}`)
    expect(await isInView(page)).toBe(true)
    await press('PageUp')
    await focusOn(ids[0])
  })

  test('Enter opens the photo in the system’s viewer', async () => {
    const opened: unknown[] = []
    await page.route('**/api/request/photos.open', (route) => {
      opened.push(route.request().postDataJSON())
      return route.fulfill({ json: { ok: true, value: null } })
    })
    await press('ArrowRight')
    await focusOn(ids[1])
    await press('Enter')
    await until('the request', () => opened.length > 0)
    expect(opened).toEqual([{ photoId: ids[1] }])
    await page.unroute('**/api/request/photos.open')
  })

  test('Space previews, arrows step on, and Escape returns to the photo that was seen last', async () => {
    await press('ArrowRight', 'Space')
    await dialog('Photo').getByText(`2 of ${photoCount}`).waitFor()
    await press('Escape')
    await dialog('Photo').waitFor({ state: 'detached' })
    await focusOn(ids[1])
    await press('Space')
    await dialog('Photo').waitFor()
    await press('ArrowRight', 'ArrowRight')
    await dialog('Photo').getByText(`4 of ${photoCount}`).waitFor()
    await press('Space')
    await dialog('Photo').waitFor({ state: 'detached' })
    await focusOn(ids[3])
  })

  test('S finds similar photos, and Escape goes back to all', async () => {
    await press('ArrowRight', 's')
    await heading('Similar photos').waitFor()
    await untilInGrid()
    await press('Escape')
    await heading('All photos').waitFor()
    await untilInGrid()
  })

  test('Shift reaches out, Ctrl+A selects all, Escape none', async () => {
    await press('Control+Space', 'Shift+ArrowRight', 'Shift+ArrowRight')
    await heading('3 selected').waitFor()
    await press('Control+a')
    await heading(`${photoCount} selected`).waitFor()
    await press('Escape')
    await heading('All photos').waitFor()
    await focusOn(ids[2])
  })

  test('Ctrl and an arrow leave the selection alone, and Ctrl+Space adds to it', async () => {
    await press('Control+Space', 'Control+ArrowRight', 'Control+ArrowRight', 'Control+Space')
    await focusOn(ids[2])
    await heading('2 selected').waitFor()
    expect(await selected()).toEqual([ids[0], ids[2]])
  })

  test('Delete removes a photo, the keyboard goes on with the next, and Undo brings it back', async () => {
    await press('ArrowRight', 'Delete')
    await tile(ids[1]).waitFor({ state: 'detached' })
    await focusOn(ids[2])
    await page.getByRole('button', { name: 'Undo' }).focus()
    await press('Enter')
    await tile(ids[1]).waitFor()
    expect(await listed()).toEqual(ids)
    await untilInGrid()
  })

  test.each(['/', 'Control+f'])('%s goes to the search box, and Escape back to the grid', async (keys) => {
    await press('ArrowRight', keys)
    await until('the box', async () => (await focused(page)) === 'Search photos')
    await press('Escape', 'Escape')
    await focusOn(ids[1])
  })

  test('in the search box letters are letters', async () => {
    await press('/')
    await page.keyboard.type('si/?')
    expect(await page.getByRole('combobox').inputValue()).toBe('si/?')
    await heading('“si/?”')
      .or(page.getByRole('heading', { name: /does not know/u }))
      .first()
      .waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await press('Delete', 'Escape')
    await heading('All photos').waitFor()
    expect(await listed()).toEqual(ids)
  })

  test('Enter in the search box goes on in the results', async () => {
    await press('/')
    await page.keyboard.type('a blue circle')
    await heading('“a blue circle”').waitFor()
    await press('Enter')
    await untilInGrid()
    await press('Escape')
    await heading('All photos').waitFor()
  })

  test.each([
    ['?', 'Keys'],
    ['Control+,', 'Settings'],
  ])('%s opens "%s", and Escape returns to the photo', async (keys, title) => {
    await press('ArrowRight', keys)
    await dialog(title).waitFor()
    await press('Escape')
    await dialog(title).waitFor({ state: 'detached' })
    await focusOn(ids[1])
  })

  test('Ctrl+B hides the side bar and shows it again; the keyboard stays', async () => {
    const sidebar = page.getByRole('navigation', { name: 'Library and folders' })
    await press('ArrowRight', 'Control+b')
    await sidebar.waitFor({ state: 'detached' })
    await focusOn(ids[1])
    await press('Control+b')
    await sidebar.waitFor()
    await focusOn(ids[1])
  })

  test('I shows the details of the photo under the keyboard, and hides them', async () => {
    const details = page.getByRole('complementary', { name: 'Details' })
    const name = await fileName(page, ids[1] ?? 0)
    await press('ArrowRight', 'i')
    await details.getByText(name).first().waitFor()
    await focusOn(ids[1])
    await press('i')
    await details.waitFor({ state: 'detached' })
    await focusOn(ids[1])
  })

  test('Shift+F10 opens the menu of the photo, arrows walk it, and Escape returns', async () => {
    const menu = page.getByRole('menu', { name: 'Photo menu' })
    await press('ArrowRight', 'Shift+F10')
    await menu.waitFor()
    await press('ArrowDown')
    expect(await menu.locator(':focus').count()).toBe(1)
    await press('Escape')
    await menu.waitFor({ state: 'detached' })
    await focusOn(ids[1])
  })

  test('nothing on the way was refused or thrown', () => {
    expect(complaints).toEqual([])
  })
})

async function fileName(page: Page, photoId: number): Promise<string> {
  const reply = await askAsPage(page, 'photos.details', { photoId })
  return (reply as { value: { fileName: string } }).value.fileName
}
