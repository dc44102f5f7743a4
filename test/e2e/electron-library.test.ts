import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import { chooseInPhotoMenu, stubFolderDialog, stubShell } from '../helpers/desktop-stubs.ts'
import {
  askWell,
  dropFile,
  openDesktop,
  photoFolder,
  someQuery,
  untilIndexed,
  type Desktop,
} from '../helpers/desktop.ts'

const photoCount = 20
let desktop: Desktop
let folder: string
/** Errors of the page and what its policy refused. */
const complaints: string[] = []

// One visit to the app, told in order: each test begins where the one before it ended.
beforeAll(async () => {
  folder = await photoFolder('library', photoCount)
  desktop = await openDesktop()
  desktop.page.on('pageerror', (error) => complaints.push(String(error)))
  desktop.page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type/i.test(message.text())) complaints.push(message.text())
  })
})
afterAll(() => desktop?.app.close())

test('the first run invites to choose a folder', async () => {
  const { page } = desktop
  await page.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
  await page.getByText('Your photos never leave this computer.').waitFor()
  expect(await page.getByRole('button', { name: 'Choose a folder' }).isEnabled()).toBe(true)
})

test('a folder chosen in the dialog is indexed, and its thumbnails appear', async () => {
  const { app, page } = desktop
  await stubFolderDialog(app, [folder])
  await page.evaluate(() => {
    const told: unknown[] = []
    Object.assign(window, { told })
    window.sightline.on('indexing.progress', (progress) => told.push(progress))
  })
  await page.getByRole('button', { name: 'Choose a folder' }).click()

  await thumbnails(photoCount)
  const options = await app.evaluate(
    () => (globalThis as unknown as { dialogOptions: unknown }).dialogOptions,
  )
  expect(options).toMatchObject({ properties: ['openDirectory', 'multiSelections'] })
  await page.getByRole('navigation', { name: 'Library and folders' }).getByText('Holiday').waitFor()
}, 120_000)

test('progress was told while it went on, and reached its end', async () => {
  const { page } = desktop
  type Told = { phase: string; done: number; total: number; library: { embedded: number } }
  const told = () => page.evaluate(() => (window as unknown as { told: Told[] }).told)
  await until('the end', 20_000, async () => (await told()).at(-1)?.phase === 'idle')
  const seen = await told()
  expect(seen.some(({ phase, total }) => phase === 'indexing' && total > 0)).toBe(true)
  expect(seen.at(-1)?.library.embedded).toBe(photoCount)
  expect(await page.getByRole('progressbar', { name: 'Indexing' }).count()).toBe(0)
})

test('typed words bring the photos in order of likeness', async () => {
  const { page } = desktop
  await page.getByRole('combobox', { name: 'Search photos' }).fill(someQuery)
  await page.getByRole('heading', { level: 1, name: someQuery }).waitFor()
  const answer = await askWell(page, 'search.run', { query: { kind: 'words', text: someQuery } })
  await until('the order of the engine', 10_000, async () => {
    const shown = await shownIds()
    return shown.length > 0 && shown.every((id, i) => id === answer.photos.ids[i])
  })
})

test("the system's menu for a photo offers what can be done with it", async () => {
  const { app, page } = desktop
  const offered = await chooseInPhotoMenu(app, null, () =>
    page.locator('[data-photo-id]').first().click({ button: 'right' }),
  )
  expect(offered).toEqual([
    'open',
    'reveal',
    'copy-path',
    'favourite',
    'similar',
    'search-part',
    'add-to-search',
    'less-like',
    'read-again',
    'hide',
  ])
})

test('a favourite is made in the menu, and taken back there', async () => {
  const { app, page } = desktop
  const first = page.locator('[data-photo-id]').first()
  const rightClick = () => first.click({ button: 'right' })
  await chooseInPhotoMenu(app, 'favourite', rightClick)
  await first.locator('[data-act="favourite"][data-set="true"]').waitFor()
  await page.getByRole('button', { name: 'Favourites 1' }).waitFor()
  const offered = await chooseInPhotoMenu(app, 'unfavourite', rightClick)
  expect(offered).toContain('unfavourite')
  await page.getByRole('button', { name: 'Favourites 0' }).waitFor()
})

test('the desktop app offers to wait while the computer runs on its battery', async () => {
  const { page } = desktop
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Speed' }).click()
  const box = page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('checkbox', { name: 'Pause on battery' })
  const before = await box.isChecked()
  await box.click()
  await until('the setting', 5_000, async () => {
    const { pauseOnBattery } = await askWell(page, 'settings.get', {})
    return pauseOnBattery !== before
  })
  await box.click()
  await page.keyboard.press('Escape')
})

test('what is chosen in the menu is done: open, show, copy', async () => {
  const { app, page } = desktop
  const first = page.locator('[data-photo-id]').first()
  const photoId = Number(await first.getAttribute('data-photo-id'))
  const { path } = await askWell(page, 'photos.details', { photoId })
  await stubShell(app)
  const rightClick = () => first.click({ button: 'right' })
  await chooseInPhotoMenu(app, 'open', rightClick)
  await chooseInPhotoMenu(app, 'reveal', rightClick)
  await chooseInPhotoMenu(app, 'copy-path', rightClick)
  await until('the three acts', 5_000, async () => {
    const done = await app.evaluate(({ clipboard }) => ({
      ...(globalThis as unknown as { shellCalls: object }).shellCalls,
      copied: clipboard.readText(),
    }))
    return JSON.stringify(done) === JSON.stringify({ openPath: path, showItemInFolder: path, copied: path })
  })
})

test('"Find Similar" in the menu searches with the photo', async () => {
  const { app, page } = desktop
  await chooseInPhotoMenu(app, 'similar', () =>
    page.locator('[data-photo-id]').nth(1).click({ button: 'right' }),
  )
  await page.getByRole('heading', { level: 1, name: 'Similar photos' }).waitFor()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
})

test('a dropped picture finds its relatives, itself first', async () => {
  const { app, page } = desktop
  const name = readdirSync(folder).toSorted()[3] ?? ''
  await dropFile(app, page, join(folder, name))
  await until('the picture itself', 10_000, async () => {
    const [id] = await shownIds()
    if (id === undefined) return false
    return (await askWell(page, 'photos.details', { photoId: id })).fileName === name
  })
  await page.getByRole('button', { name: /^Remove like .* from the search$/u }).click()
})

test('the viewer shows a photo at its full size, and the next one', async () => {
  const { page } = desktop
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
  const listed = await askWell(page, 'photos.list', { view: { kind: 'all' } })
  await until('the list', 5_000, async () => (await shownIds())[0] === listed.ids[0])
  await page.locator(`[data-photo-id="${listed.ids[0]}"]`).dblclick()
  const viewer = page.getByRole('dialog', { name: 'Photo' })
  await viewer.getByText(`1 of ${photoCount}`).waitFor()
  const full = viewer.locator('img[data-there]').first()
  await until('the picture', 10_000, () =>
    full.evaluate((img) => (img as HTMLImageElement).naturalWidth > 100),
  )
  expect(await full.getAttribute('src')).toMatch(/^photo:\/\/p\d+\/full/)
  await page.keyboard.press('ArrowRight')
  await viewer.getByText(`2 of ${photoCount}`).waitFor()
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
})

test('the application menu commands the window', async () => {
  const { app, page } = desktop
  await page.getByRole('gridcell').first().focus()
  await clickMenu('find')
  await until('focus in the box', 5_000, () =>
    page.evaluate(() => document.activeElement?.id === 'search-photos'),
  )
  await clickMenu('settings')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await page.keyboard.press('Escape')
  await clickMenu('rescan')

  async function clickMenu(id: string): Promise<void> {
    await app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  }
})

test('Undo and Redo of the menu mean the photos, and the text while a field is typed in', async () => {
  const { app, page } = desktop
  const turn = (id: 'undo' | 'redo') =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  const rating = async () => {
    const { ids } = await askWell(page, 'photos.list', { view: { kind: 'all' } })
    return (await askWell(page, 'photos.details', { photoId: ids[0] ?? 0 })).rating
  }
  const photoIds = (await askWell(page, 'photos.list', { view: { kind: 'all' } })).ids.slice(0, 1)
  await askWell(page, 'photos.mark', { photoIds, rating: 4 })
  const box = page.locator('#search-photos')
  await box.focus()
  await page.keyboard.type('boat')
  await turn('undo')
  await until('the text to go', 5_000, async () => (await box.inputValue()) !== 'boat')
  expect(await rating()).toBe(4)
  await page.getByRole('button', { name: /^All photos/u }).click()
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
  await page.locator('[data-photo-id]').first().click()
  await turn('undo')
  await page.getByText('Undone: 1 photo rated 4 stars.').waitFor()
  expect(await rating()).toBeNull()
  await turn('redo')
  await page.getByText('Done again: 1 photo rated 4 stars.').waitFor()
  expect(await rating()).toBe(4)
})

test('a folder is removed after it was confirmed, and its files stay', async () => {
  const { page } = desktop
  await page.getByRole('button', { name: 'Menu for Holiday' }).click()
  await page.getByRole('menuitem', { name: 'Remove folder…' }).click()
  const confirm = page.getByRole('dialog', { name: /Remove .Holiday. from Sightline/ })
  await confirm.getByRole('button', { name: 'Remove folder' }).click()
  await page.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
  expect(await askWell(page, 'roots.list', {})).toEqual([])
  expect(readdirSync(folder)).toHaveLength(photoCount)
})

test('a dropped folder is added', async () => {
  const { app, page } = desktop
  await dropFile(app, page, folder)
  await until('the folder', 10_000, async () => {
    const [root] = await askWell(page, 'roots.list', {})
    return root?.path === folder
  })
  await thumbnails(photoCount)
}, 120_000)

test('on the whole way the page threw nothing and wanted nothing that its policy forbids', () => {
  expect(complaints).toEqual([])
})

/** Waits until every photo of the library that is in view shows its thumbnail, and there are some. */
async function thumbnails(count: number): Promise<void> {
  const { page } = desktop
  await untilIndexed(page, count)
  await until('the thumbnails', 30_000, () =>
    page.evaluate(() => {
      const images = [...document.querySelectorAll<HTMLImageElement>('[data-photo-id] img')]
      return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0)
    }),
  )
  expect((await askWell(page, 'photos.list', { view: { kind: 'all' } })).ids).toHaveLength(count)
}

/** Ids of the photos in the grid, in reading order. */
function shownIds(): Promise<number[]> {
  return desktop.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-photo-id]')]
      .map((tile) => ({ id: Number(tile.dataset['photoId']), at: tile.getBoundingClientRect() }))
      .toSorted((a, b) => a.at.top - b.at.top || a.at.left - b.at.left)
      .map(({ id }) => id),
  )
}
