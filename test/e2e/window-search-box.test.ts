import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { focused, pressAll } from '../helpers/keyboard.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

// One window; each test begins with an empty box over all photos.
describe('the search box', () => {
  let window: OpenWindow
  let ids: number[]
  const box = (): Locator => window.page.getByRole('combobox', { name: 'Search photos' })
  const chips = (): Locator => window.page.locator('[data-search-chip]')
  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const type = (text: string) => box().pressSequentially(text)
  const labels = () => chips().evaluateAll((all) => all.map((chip) => chip.getAttribute('aria-label')))
  const options = (): Locator => window.page.getByRole('option')
  /** What was asked of the engine since, newest last. */
  const asked: string[] = []

  beforeAll(async () => {
    window = await openWindow('search-box', { photos: 12 })
    ids = await window.listed()
    window.page.on('request', (request) => {
      if (!request.url().endsWith('/search.run')) return
      asked.push((JSON.parse(request.postData() ?? '{}') as { query: { text: string } }).query.text)
    })
  }, 60_000)
  afterAll(() => window?.close())

  beforeEach(async () => {
    await window.page.reload()
    await window.tile(ids[0]).waitFor()
    asked.length = 0
    await box().focus()
  })

  test('a space makes a chip of a filter, and the words around it stay', async () => {
    await type('blue is:landscape -people ')
    await eventually(labels).toEqual(['landscape', 'not people'])
    expect(await box().inputValue()).toBe('blue ')
    await eventually(() => asked.at(-1)).toBe('is:landscape -people blue')
  })

  test('Backspace takes the last chip back into the text, and a space makes it a chip again', async () => {
    await type('rating:>=4 ')
    await eventually(labels).toEqual(['rated 4 or more'])
    await press('Backspace')
    await eventually(() => box().inputValue()).toBe('rating:>=4')
    expect(await labels()).toEqual([])
    await press('Backspace')
    await type('3 ')
    await eventually(labels).toEqual(['rated 3 or more'])
  })

  test('arrows reach the chips, Delete removes one, Enter edits one', async () => {
    await type('is:square -people dog')
    await press('Home', 'ArrowLeft')
    expect(await focused(window.page)).toBe('not people')
    await press('ArrowLeft', 'Delete')
    await eventually(labels).toEqual(['not people'])
    await eventually(() => focused(window.page)).toBe('not people')
    await press('Enter')
    await eventually(() => box().inputValue()).toBe('dog -people')
    expect(await labels()).toEqual([])
    expect(await focused(window.page)).toBe('Search photos')
  })

  test('what is copied is the text, and pasted it gives the same chips', async () => {
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await type('before:2019-06 tag:"New York" two dogs')
    await press('Control+a', 'Control+x')
    await eventually(() => box().inputValue()).toBe('')
    expect(await labels()).toEqual([])
    const copied = await window.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe('before:2019-06 tag:"New York" two dogs')
    await press('Control+v')
    await eventually(labels).toEqual(['before June 2019', 'tagged New York'])
    expect(await box().inputValue()).toBe('two dogs')
  })

  test('what does not parse is said after a pause, and the photos stay', async () => {
    await type('dog before:soon')
    expect(await box().getAttribute('aria-invalid')).toBe('false')
    await window.page.getByText('“soon” is no date').waitFor()
    expect(await window.page.locator('#search-problem mark').innerText()).toBe('soon')
    expect(await box().getAttribute('aria-describedby')).toBe('search-problem')
    expect(await window.page.locator('[data-photo-id]').count()).toBeGreaterThan(0)
    await press('Backspace', 'Backspace', 'Backspace', 'Backspace')
    await type('2030')
    await eventually(() => asked.at(-1)).toBe('before:2030 dog')
    await eventually(() => box().getAttribute('aria-invalid')).toBe('false')
  })

  test('a value is completed with the keyboard, and Enter without a choice searches at once', async () => {
    await type('is:lan')
    await options().filter({ hasText: 'landscape' }).waitFor()
    await press('ArrowDown', 'Enter')
    await eventually(labels).toEqual(['landscape'])
    await type('blue')
    await press('Enter')
    await eventually(() => asked.at(-1)).toBe('is:landscape blue')
    await eventually(async () => (await focused(window.page)).startsWith('photo')).toBe(true)
  })

  test('recent searches are offered, run, removed and cleared', async () => {
    await window.ask('searches.forget', {})
    for (const text of ['green', 'red -people']) await window.ask('searches.remember', { text })
    await window.page.reload()
    await window.tile(ids[0]).waitFor()
    await box().focus()
    await eventually(() => options().allInnerTexts()).toEqual([
      'red · not people',
      'green',
      'Clear recent searches',
    ])
    await press('ArrowDown', 'Delete')
    await eventually(() => options().count()).toBe(2)
    await press('Enter')
    await eventually(() => box().inputValue()).toBe('green')
    await press('/', 'Escape', 'Escape', 'Escape', '/')
    const clear = window.page.getByRole('dialog', { name: 'Clear 1 recent search?' })
    await options().filter({ hasText: 'Clear recent searches' }).click()
    await clear.getByRole('button', { name: 'Cancel' }).and(window.page.locator(':focus')).waitFor()
    await press('Escape')
    expect((await window.ask('searches.history', {})).recent).toHaveLength(1)
    await box().click()
    await options().filter({ hasText: 'Clear recent searches' }).click()
    await clear.getByRole('button', { name: 'Clear recent searches' }).click()
    await eventually(async () => (await window.ask('searches.history', {})).recent).toEqual([])
  })

  test('a search is saved under a name', async () => {
    await type('blue is:landscape')
    await window.page.getByRole('button', { name: 'Save this search' }).click()
    const dialog = window.page.getByRole('dialog', { name: 'Save this search' })
    expect(await dialog.getByRole('textbox').inputValue()).toBe('blue · landscape')
    await press('Enter')
    await window.page.getByRole('button', { name: 'Saved as “blue · landscape”' }).waitFor()
    expect(await window.ask('searches.saved', {})).toMatchObject([{ text: 'is:landscape blue' }])
  })

  test('the filter panel writes into the text and takes out again', async () => {
    await press('Control+Shift+F')
    const panel = window.page.getByRole('dialog', { name: 'Filter' })
    const jpeg = panel.getByRole('button', { name: /^JPEG/u })
    await jpeg.click()
    await eventually(labels).toEqual(['JPEG'])
    await eventually(() => asked.at(-1)).toBe('type:jpeg')
    expect(await jpeg.getAttribute('aria-pressed')).toBe('true')
    await jpeg.click()
    await eventually(labels).toEqual([])
    await press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await focused(window.page)).toBe('Filter')
  })

  test('typing searches within the place of the side bar, until its chip is removed', async () => {
    await window.place(/^Pictures/u).click()
    await eventually(labels).toEqual(['in Pictures'])
    await type('blue')
    await eventually(() => asked.at(-1)).toBe(`in:${window.folder} blue`)
    await window.page.getByRole('button', { name: 'Search all photos, not only Pictures' }).click()
    await eventually(() => asked.at(-1)).toBe('blue')
  })

  test('folders and collections are offered behind their filters', async () => {
    await window.ask('collections.create', { name: 'For Ann', photoIds: ids.slice(0, 2) })
    await window.page.reload()
    await window.tile(ids[0]).waitFor()
    await box().focus()
    await type('collection:a')
    await options().filter({ hasText: 'For Ann' }).click()
    await eventually(() => asked.at(-1)).toBe('collection:"For Ann"')
    await type('in:pic')
    await options().filter({ hasText: 'Pictures' }).click()
    await eventually(() => asked.at(-1)).toBe('collection:"For Ann" in:Pictures')
    await window.page.getByRole('heading', { level: 1, name: '2 photos' }).waitFor()
  })

  test('pictures from a file join the words, one can be turned into a minus, another into a part', async () => {
    await type('blue')
    await press('Control+Shift+F')
    const folder = tempDir('search-box-pictures')
    const files = await paintPhotos(folder, 2, 640)
    await window.page.locator('input[type=file]').setInputFiles(
      files.map((name) => ({
        name,
        mimeType: 'image/jpeg',
        buffer: readFileSync(join(folder, name)),
      })),
    )
    await eventually(() => chips().count()).toBe(2)
    expect(await box().inputValue()).toBe('blue')
    await chips().nth(1).click()
    await window.page.getByRole('menuitem', { name: 'Less like this' }).click()
    await eventually(labels).toEqual([`like ${files[0]}`, `not like ${files[1]}`])
    await chips().nth(0).click()
    await window.page.getByRole('menuitem', { name: 'Only a part…' }).click()
    const area = window.page.getByRole('slider', { name: 'The part that is searched for' })
    // More than the preview in the box has.
    await eventually(() => area.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(
      640,
    )
    await area.focus()
    await press('ArrowRight', 'Shift+ArrowDown', 'Enter')
    await eventually(() => asked.at(-1)).toMatch(/^picture:\S+@0\.27,0\.25,0\.5,0\.52 -picture:\S+ blue$/u)
    await eventually(labels).toEqual([`like part of ${files[0]}`, `not like ${files[1]}`])
  })

  test('a rectangle is drawn with the pointer', async () => {
    await type(`similar:${ids[0]} `)
    await chips().first().click()
    await window.page.getByRole('menuitem', { name: 'Only a part…' }).click()
    const area = window.page.getByRole('slider')
    await area.locator('img').evaluate((img: HTMLImageElement) => img.decode())
    const at = await area.boundingBox()
    if (!at) throw new Error('The picture is not there.')
    const { mouse } = window.page
    await mouse.move(at.x + 2, at.y + 2)
    await mouse.down()
    await mouse.move(at.x + at.width * 0.2, at.y + at.height * 0.2)
    await mouse.up()
    await window.page.getByRole('button', { name: 'Search for this part' }).click()
    await eventually(() => asked.at(-1)).toMatch(
      /^similar:\d+@0\.0\d*,0\.0\d*,0\.(?:1[89]|2)\d*,0\.(?:1[89]|2)\d*$/u,
    )
  })

  test('a very long text, emoji and right-to-left words leave the window at work', async () => {
    await box().fill('dog '.repeat(24_999))
    await eventually(() => asked.at(-1)?.length).toBe(99_995)
    await box().fill('dog '.repeat(40_000))
    await window.page.getByText('longer than 100,000 characters').waitFor()
    await box().fill('🏖️🐕')
    await eventually(() => asked.at(-1)).toBe('🏖️🐕')
    await box().fill('כלב על החוף is:landscape ')
    await press('Enter')
    await eventually(labels).toEqual(['landscape'])
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
