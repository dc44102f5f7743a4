import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { focused, pressAll } from '../helpers/keyboard.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'

const photoCount = 205

describe('what was done to photos', () => {
  let window: OpenWindow
  let ids: number[]

  beforeAll(async () => {
    window = await openWindow('undo', { fill: (folder) => paintPhotos(folder, photoCount, 48) })
    ids = await window.listed()
  }, 120_000)
  afterAll(() => window?.close())

  beforeEach(async () => {
    await window.ask('photos.mark', { photoIds: ids, favourite: false, rating: null })
    await fresh()
  })

  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const message = (text: string | RegExp) =>
    window.page.getByRole('region', { name: 'Messages' }).getByText(text)
  const button = (name: string) =>
    window.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name })
  const question = (name: string) => window.page.getByRole('dialog', { name, exact: true })
  const favourites = async () => [...(await window.ask('photos.list', { view: { kind: 'favourites' } })).ids]
  const ratingOf = async (photoId: number | undefined) =>
    (await window.ask('photos.details', { photoId: photoId ?? 0 })).rating

  async function fresh(): Promise<void> {
    const { page, app, tile, keyboardOn } = window
    await page.goto(app.url)
    await tile(ids[0]).waitFor()
    await pressAll(page, ['/', 'Escape'])
    await keyboardOn(ids[0])
  }

  test('is undone and redone with keys, step by step, over a window that was opened anew', async () => {
    await press('4')
    await message('1 photo rated 4 stars.').waitFor()
    await press('2')
    await message('1 photo rated 2 stars.').waitFor()
    await fresh()
    await press('Control+z')
    await message('Undone: 1 photo rated 2 stars.').waitFor()
    expect(await ratingOf(ids[0])).toBe(4)
    await press('Control+z')
    await message('Undone: 1 photo rated 4 stars.').waitFor()
    expect(await ratingOf(ids[0])).toBeNull()
    await press('Control+Shift+z')
    await message('Done again: 1 photo rated 4 stars.').waitFor()
    await press('Control+y')
    await message('Done again: 1 photo rated 2 stars.').waitFor()
    expect(await ratingOf(ids[0])).toBe(2)
    await button('Undo').click()
    await message('Undone: 1 photo rated 2 stars.').waitFor()
    await button('Redo').click()
    await message('Done again: 1 photo rated 2 stars.').waitFor()
  })

  test('to more than 200 photos is asked about with its number, and Escape and Enter leave all as it was', async () => {
    const { page } = window
    await window.ask('photos.mark', { photoIds: ids.slice(0, 12), rating: 5 })
    await press('Control+a', '3')
    const ask = question('Rate 205 photos with 3 stars?')
    await ask.getByText('12 of them have another rating, which is replaced.').waitFor()
    expect(
      await ask.getByRole('button', { name: 'Cancel' }).evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await press('Escape')
    await ask.waitFor({ state: 'detached' })
    await press('3')
    await ask.waitFor()
    await press('Enter')
    await ask.waitFor({ state: 'detached' })
    expect(await ratingOf(ids[0])).toBe(5)
    expect(await ratingOf(ids[100])).toBeNull()
    await press('3')
    await ask.getByRole('button', { name: 'Rate with 3 stars' }).click()
    await message('205 photos rated 3 stars.').waitFor()
    expect(await ratingOf(ids[100])).toBe(3)
    // Nothing would change: nothing is asked.
    await press('3')
    await eventually(() => button('Undo').count()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await press('0')
    await question('Take your rating from 205 photos?').waitFor()
    await press('Escape', 'Control+z')
    await message('Undone: 205 photos rated 3 stars.').waitFor()
    expect(await ratingOf(ids[0])).toBe(5)
    expect(await ratingOf(ids[100])).toBeNull()
  })

  test('with F twice on a mixed selection is one step, and Undo gives back which were favourites', async () => {
    const mixed = [ids[3], ids[70], ids[201]].map((id) => id ?? 0)
    await window.ask('photos.mark', { photoIds: mixed, favourite: true })
    await fresh()
    const before = await favourites()
    await press('Control+a', 'f')
    await question('Add 205 photos to favourites?').getByText('3 of them are favourites now.').waitFor()
    await press('Tab', 'Enter')
    await window.place('Favourites 205').waitFor()
    await press('f')
    await question('Remove 205 photos from favourites?').getByRole('button', { name: 'Remove from' }).click()
    await window.place('Favourites 0').waitFor()
    await window.undo('205 photos removed from favourites')
    await window.place('Favourites 3').waitFor()
    expect((await favourites()).toSorted()).toEqual(before.toSorted())
  })

  test('to few photos is not asked about, and F held down marks once', async () => {
    const { page } = window
    await press('Shift+ArrowRight')
    await page.keyboard.down('f')
    await page.keyboard.down('f')
    await page.keyboard.down('f')
    await page.keyboard.up('f')
    await message('2 photos added to favourites.').waitFor()
    expect(await favourites()).toHaveLength(2)
    await press('Control+z')
    await window.place('Favourites 0').waitFor()
  })

  test('stays while a text field has the keyboard, whose own text is undone', async () => {
    const { page } = window
    await press('5')
    await message('1 photo rated 5 stars.').waitFor()
    await press('/')
    await page.keyboard.type('beach')
    await press('Control+z')
    await eventually(() => page.getByRole('combobox', { name: 'Search' }).first().inputValue()).not.toBe(
      'beach',
    )
    expect(await ratingOf(ids[0])).toBe(5)
  })

  test('by removing everything from results is asked about and undone', async () => {
    await press('Control+a', 'Delete')
    await question('Remove 205 photos from results?')
      .getByRole('button', { name: 'Remove from results' })
      .click()
    await message(/^205 photos removed from results/u).waitFor()
    await press('Control+z')
    await window.place('All photos 205').waitFor()
    await window.tile(ids[0]).waitFor()
  })

  test('to a collection comes back with it, and the window leaves one that is undone', async () => {
    const { page, place } = window
    const { id } = await window.ask('collections.create', { name: 'Album', photoIds: ids.slice(0, 9) })
    await place('Album 9').click()
    await place('Menu for Album').click()
    await page.getByRole('menuitem', { name: 'Remove collection…' }).click()
    await question('Remove the collection “Album”?')
      .getByRole('button', { name: 'Remove collection' })
      .click()
    await window.undo('The collection “Album” was removed')
    await place('Album 9').waitFor()
    expect(await window.ask('collections.list', {})).toEqual([{ id, name: 'Album', photos: 9 }])
    await place('Album 9').click()
    await page.getByRole('heading', { level: 1, name: 'Album', exact: true }).waitFor()
    await press('Control+z')
    await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
    expect(await window.ask('collections.list', {})).toEqual([])
  })

  test('is undone by a notice only while it was the last, and the notice says why not', async () => {
    await press('4')
    await message('1 photo rated 4 stars.').waitFor()
    await window.ask('photos.mark', { photoIds: ids.slice(5, 7), favourite: true })
    await button('Undo').click()
    await message(/^Something else was changed after this/u).waitFor()
    expect(await ratingOf(ids[0])).toBe(4)
  })

  test('is undone in the viewer and named by the overlay of keys', async () => {
    const { page } = window
    await press('Space')
    await page.getByRole('dialog', { name: 'Photo' }).waitFor()
    await press('f')
    await eventually(favourites).toHaveLength(1)
    await press('Control+z')
    await eventually(favourites).toHaveLength(0)
    await press('Escape', '?')
    await page
      .getByRole('dialog', { name: 'Keys', exact: true })
      .getByText('Undo, also after a restart')
      .waitFor()
    expect(await focused(page)).not.toBe('')
  })
})
