import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAsPage, complaintsOf, launchBrowser } from '../helpers/browser.ts'
import { until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { isAlive, startWebApp, type WebApp } from '../helpers/web-app.ts'

// Enough that even a fast machine is seen at work.
const photoCount = 240

// One window from its first run to its last folder, as a person would use it: each test goes on where the last ended.
describe('the window in a browser', () => {
  const home = tempDir('web-home')
  const photos = join(home, 'Pictures', 'Painted')
  let app: WebApp
  let browser: Browser
  let page: Page
  let complaints: string[]
  const asked = new Set<string>()

  beforeAll(async () => {
    await paintPhotos(photos, photoCount, 320)
    app = await startWebApp(home, tempDir('web-data'))
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    complaints = complaintsOf(page)
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    await page.goto(app.url)
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  const tiles = (): Locator => page.locator('[data-photo-id]')
  const thumbnails = (): Locator => page.locator('[data-photo-id] img[data-there]')
  const searchBox = (): Locator => page.getByRole('combobox', { name: 'Search photos' })
  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })
  const firstPhoto = async () => Number(await tiles().first().getAttribute('data-photo-id'))

  test('the token leaves the address bar at once', () => {
    expect(page.url()).toBe(`http://127.0.0.1:${app.port}/`)
  })

  test('first run invites to choose a folder, and the picker stays within the home folder', async () => {
    await page.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    const picker = page.getByRole('dialog', { name: 'Choose a folder' })
    const folders = picker.getByRole('group', { name: 'Folders' })
    await folders.getByRole('button', { name: 'Pictures' }).waitFor()
    const up = picker.getByRole('button', { name: 'Up one level' })
    expect((await up.count()) === 0 || (await up.isDisabled())).toBe(true)
    await folders.getByRole('button', { name: 'Pictures' }).click()
    const add = picker.getByRole('button', { name: 'Add this folder' })
    const opened = Promise.withResolvers<void>()
    await page.route('**/api/request/folders.list', (route) => opened.promise.then(() => route.continue()))
    await folders.getByRole('button', { name: 'Painted' }).click()
    // It would be the folder before that is added.
    expect(await add.isDisabled()).toBe(true)
    opened.resolve()
    await picker.getByText(`${photoCount} photos directly in this folder`).waitFor()
    await page.unroute('**/api/request/folders.list')
    await add.click()
  })

  test('indexing shows its progress and thumbnails appear', async () => {
    await page.getByRole('progressbar', { name: 'Indexing' }).waitFor()
    await thumbnails().first().waitFor()
    await page.getByRole('button', { name: `All photos ${photoCount}` }).waitFor()
    await page.getByRole('progressbar', { name: 'Indexing' }).waitFor({ state: 'detached' })
  })

  test('typing a query brings its results, and words that the model does not know are named', async () => {
    await page.keyboard.press('/')
    await searchBox().pressSequentially('a blue circle')
    await heading('“a blue circle”').waitFor()
    await thumbnails().first().waitFor()
    await searchBox().fill('a blue 猫')
    await page.getByText('does not know “猫”').first().waitFor()
    await page.getByRole('button', { name: 'Clear search' }).click()
    await heading('All photos').waitFor()
  })

  test('a picture that is dropped finds its relatives, itself first', async () => {
    await dropPicture(page, join(photos, 'painted-042.jpg'))
    await heading('Similar photos').waitFor()
    await thumbnails().first().waitFor()
    const details = await askAsPage(page, 'photos.details', { photoId: await firstPhoto() })
    expect(details).toMatchObject({ ok: true, value: { fileName: 'painted-042.jpg' } })
    await page.getByRole('button', { name: /^Remove like .* from the search$/u }).click()
    await heading('All photos').waitFor()
  })

  test('a right-click opens the menu of a photo, which finds its relatives', async () => {
    await tiles().first().click({ button: 'right' })
    const menu = page.getByRole('menu', { name: 'Photo menu' })
    const items = await menu.getByRole('menuitem').allInnerTexts()
    const names = ['Open', 'Show in folder', 'Copy path', 'Find similar', 'Remove from results']
    expect(names.filter((name) => !items.some((item) => item.includes(name)))).toEqual([])
    await menu.getByRole('menuitem', { name: 'Find similar' }).click()
    await heading('Similar photos').waitFor()
    await page.getByRole('button', { name: /^Remove like .* from the search$/u }).click()
    await heading('All photos').waitFor()
  })

  test('a photo that is removed from results is gone until that is undone', async () => {
    const photoId = await firstPhoto()
    await tiles().first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove from results' }).click()
    await page.locator(`[data-photo-id="${photoId}"]`).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator(`[data-photo-id="${photoId}"]`).waitFor()
  })

  test('Space previews a photo at full size, Escape goes back', async () => {
    await tiles().first().click()
    await page.keyboard.press('Space')
    const viewer = page.getByRole('dialog', { name: 'Photo' })
    await viewer.locator('img[data-there]').first().waitFor()
    await viewer.getByText(`1 of ${photoCount}`).waitFor()
    await page.keyboard.press('ArrowRight')
    await viewer.getByText(`2 of ${photoCount}`).waitFor()
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Clear selection' }).click()
  })

  test('nothing on the page was refused by its own policy', () => {
    expect(complaints).toEqual([])
  })

  test('an engine that is killed comes back, and the window says so meanwhile', async () => {
    const pid = app.enginePid()
    const banner = page.getByText(/stopped unexpectedly and is starting again/).waitFor()
    process.kill(pid, 'SIGKILL')
    await banner
    await until('another engine runs', () => app.enginePid() !== pid && app.enginePid() !== 0)
    await searchBox().fill('a green circle')
    await heading('“a green circle”').waitFor()
    await thumbnails().first().waitFor()
    await page.getByRole('button', { name: 'Clear search' }).click()
  })

  test('removing the folder empties the library and leaves the files', async () => {
    await page.getByRole('button', { name: 'Menu for Painted' }).click()
    await page.getByRole('menuitem', { name: 'Remove folder…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove folder' }).click()
    await page.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
    expect(readFileSync(join(photos, 'painted-000.jpg')).length).toBeGreaterThan(0)
  })

  test('all along the page asked nobody but Sightline', () => {
    // Pictures that were dropped are of no origin.
    expect([...asked].filter((origin) => origin !== 'null')).toEqual([`http://127.0.0.1:${app.port}`])
  })

  test('Ctrl+C ends the host and its engine', async () => {
    const pid = app.enginePid()
    expect(await app.stop()).toBe(0)
    await until('the engine is gone', () => !isAlive(pid))
  })
})

/** A file dragged in from the desktop and let go over the window. */
async function dropPicture(page: Page, path: string): Promise<void> {
  const base64 = readFileSync(path).toString('base64')
  await page.evaluate((data) => {
    const content = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([content], 'dropped.jpg', { type: 'image/jpeg' }))
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }
  }, base64)
}
