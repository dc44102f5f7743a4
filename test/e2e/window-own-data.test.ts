import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pressAll } from '../helpers/keyboard.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'

const photoCount = 12

describe('what a person gives their photos', () => {
  let window: OpenWindow
  let ids: number[]

  beforeAll(async () => {
    window = await openWindow('own-data', { photos: photoCount })
    ids = await window.listed()
  })
  afterAll(() => window?.close())

  // Each test begins on the first photo of a window that was just opened.
  beforeEach(async () => {
    const { page, app, tile, keyboardOn } = window
    await page.goto(app.url)
    await tile(ids[0]).waitFor()
    await pressAll(page, ['/', 'Escape'])
    await keyboardOn(ids[0])
  })

  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const heading = (name: string) => window.page.getByRole('heading', { level: 1, name, exact: true })
  const details = () => window.page.getByRole('complementary', { name: 'Details' })
  const detailsOf = (photoId: number | undefined) => window.ask('photos.details', { photoId: photoId ?? 0 })

  test('F makes a favourite with a heart on its tile, and F again takes it back until that is undone', async () => {
    const { tile, place, undo, page } = window
    await press('f')
    await place('Favourites 1').waitFor()
    await tile(ids[0]).locator('[data-act="favourite"][data-set="true"]').waitFor()
    expect(await tile(ids[0]).getAttribute('aria-label')).toContain('Favourite')
    await place('Favourites 1').click()
    await heading('Favourites').waitFor()
    await tile(ids[1]).waitFor({ state: 'detached' })
    await tile(ids[0]).focus()
    await press('f')
    await page.getByText('No favourites yet').waitFor()
    await undo('removed from favourites')
    await tile(ids[0]).waitFor()
    expect((await detailsOf(ids[0])).favourite).toBe(true)
  })

  test('F on a selection marks all of it', async () => {
    await press('ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
    await heading('3 selected').waitFor()
    await press('f')
    await window.place('Favourites 4').waitFor()
    await press('f')
    await window.place('Favourites 1').waitFor()
  })

  test('keys mean the selection also while the keyboard is on its bar', async () => {
    const { page, place } = window
    await press('ArrowRight', 'Shift+ArrowRight')
    await page.getByRole('toolbar').getByRole('button', { name: 'Add to favourites' }).click()
    await place('Favourites 3').waitFor()
    await press('f')
    await place('Favourites 1').waitFor()
  })

  test('the heart of a tile and the menu mark a photo too', async () => {
    const { tile, place, page } = window
    await tile(ids[5]).hover()
    await tile(ids[5]).locator('[data-act="favourite"]').click()
    await place('Favourites 2').waitFor()
    await tile(ids[5]).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove from favourites' }).click()
    await place('Favourites 1').waitFor()
  })

  test('digits rate the selection, 0 takes the rating away, and Undo gives it back', async () => {
    await press('i', 'ArrowRight', 'Shift+ArrowRight', '4')
    await window.page.getByText('2 photos rated 4 stars.').waitFor()
    expect(await detailsOf(ids[2])).toMatchObject({ rating: 4, ratingFrom: 'person' })
    await press('0')
    await window.page.getByText('Your rating of 2 photos was taken away.').waitFor()
    expect(await detailsOf(ids[1])).toMatchObject({ rating: null, ratingFrom: null })
    await window.undo('was taken away')
    await eventually(async () => (await detailsOf(ids[1])).rating).toBe(4)
  })

  test('stars are clicked and walked in the details', async () => {
    const stars = details().getByRole('radiogroup', { name: 'Rating' })
    const checked = () => stars.getByRole('radio', { checked: true }).getAttribute('aria-label')
    await details().getByText('Not rated').waitFor()
    await stars.getByRole('radio', { name: '3 stars' }).click()
    await eventually(checked).toBe('3 stars')
    await press('ArrowRight')
    await eventually(checked).toBe('4 stars')
    expect(await detailsOf(ids[0])).toMatchObject({ rating: 4, ratingFrom: 'person' })
    await press('Backspace')
    await details().getByText('Not rated').waitFor()
  })

  test('T tags the photo, and the tag is completed for the next one and listed in the side bar', async () => {
    const { page, place, keyboardOn } = window
    await press('t')
    const box = details().getByRole('combobox', { name: 'Add a tag' })
    await eventually(() => box.evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.type('Été à la mer')
    await press('Enter')
    await details().getByRole('button', { name: 'Remove tag Été à la mer' }).waitFor()
    await press('Escape')
    await keyboardOn(ids[0])
    await press('ArrowRight', 't')
    await page.keyboard.type('ete')
    await details()
      .getByRole('option', { name: /Été à la mer/u })
      .waitFor()
    await press('ArrowDown', 'Enter')
    await details().getByRole('button', { name: 'Remove tag Été à la mer' }).waitFor()
    await eventually(async () => (await detailsOf(ids[1])).tags).toEqual(['Été à la mer'])
    await place('Tag Été à la mer, 2 photos').click()
    await heading('Tagged “Été à la mer”').waitFor()
    expect(await page.locator('[data-photo-id]').count()).toBe(2)
  })

  test('a tag is given to a whole selection and taken from it again, with a way back', async () => {
    const { page, place, undo } = window
    await press('ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 't')
    await page.keyboard.type('walk, sunny')
    await press('Enter')
    await place('Tag walk, 3 photos').waitFor()
    await place('Tag sunny, 3 photos').waitFor()
    await details().getByRole('button', { name: 'Remove tag walk from 3 photos' }).click()
    await place('Tag walk, 3 photos').waitFor({ state: 'detached' })
    await undo('Tag “walk” removed')
    await place('Tag walk, 3 photos').waitFor()
  })

  test('a rating of the file is shown as such until the person gives their own', async () => {
    const { page } = window
    await page.route('**/api/request/photos.details', async (route) => {
      const reply = (await (await route.fetch()).json()) as { value: object }
      await route.fulfill({ json: { ok: true, value: { ...reply.value, rating: 2, ratingFrom: 'file' } } })
    })
    // A page that is loaded anew asks nothing past the route.
    await page.reload()
    await window.tile(ids[1]).click()
    await details().getByText('From the file, until you give your own').waitFor()
    const stars = details().getByRole('radiogroup', { name: 'Rating' })
    expect(await stars.getAttribute('data-from-file')).toBe('true')
    await page.unroute('**/api/request/photos.details')
  })

  test('the viewer marks, rates and tags the photo on stage, and letters in the box stay letters', async () => {
    const { page } = window
    const viewer = page.getByRole('dialog', { name: 'Photo' })
    await press('End', 'Space')
    await viewer.waitFor()
    await press('f')
    await viewer.getByRole('banner').getByRole('button', { name: 'Remove from favourites' }).waitFor()
    await press('5')
    await eventually(async () => (await detailsOf(ids.at(-1))).rating).toBe(5)
    await press('t')
    await page.keyboard.type('file 1')
    await press('Enter')
    await viewer.getByRole('button', { name: 'Remove tag file 1' }).waitFor()
    await press('Escape', 'Escape')
    await viewer.waitFor({ state: 'detached' })
    expect(await detailsOf(ids.at(-1))).toMatchObject({ favourite: true, rating: 5, tags: ['file 1'] })
  })

  test('the overlay of keys names them all', async () => {
    await press('?')
    const keys = window.page.getByRole('dialog', { name: 'Keys', exact: true })
    for (const what of ['Favourite, or not', 'Rate; 0', 'Add a tag', 'Add to a collection']) {
      await keys.getByText(what).waitFor()
    }
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
