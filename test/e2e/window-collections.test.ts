import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pressAll } from '../helpers/keyboard.ts'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'

// One collection from its making to its end: each test goes on where the last ended.
describe('collections', () => {
  let window: OpenWindow
  let ids: number[]

  beforeAll(async () => {
    window = await openWindow('collections', { photos: 10 })
    ids = await window.listed()
    await window.tile(ids[0]).waitFor()
  })
  afterAll(() => window?.close())

  const press = (...keys: readonly string[]) => pressAll(window.page, keys)
  const heading = (name: string) => window.page.getByRole('heading', { level: 1, name, exact: true })
  const dialog = (name: string) => window.page.getByRole('dialog', { name, exact: true })
  const photosIn = async () => {
    const [collection] = await window.ask('collections.list', {})
    const view = { kind: 'collection', collectionId: collection?.id ?? 0 } as const
    return [...(await window.ask('photos.list', { view })).ids]
  }

  test('one is made of the selection with the + of the side bar', async () => {
    const { page, tile, place } = window
    await tile(ids[0]).click()
    await tile(ids[2]).click({ modifiers: ['Control'] })
    await place('New collection').click()
    await dialog('New collection').getByText('It begins with the 2 photos that you selected.').waitFor()
    await page.keyboard.type('Summer')
    await press('Enter')
    await dialog('New collection').waitFor({ state: 'detached' })
    await place('Summer 2').waitFor()
    expect(await photosIn()).toEqual([ids[0], ids[2]])
  })

  test('a name that is taken is refused in place', async () => {
    const { page, place } = window
    await place('New collection').click()
    await page.keyboard.type('Summer')
    await press('Enter')
    const refusal = dialog('New collection').getByRole('alert')
    expect(await refusal.innerText()).toBe('There is a collection "Summer" already; choose another name.')
    expect(await dialog('New collection').getByRole('textbox').inputValue()).toBe('Summer')
    await press('Escape')
  })

  test('C adds the selection to a collection, and Undo takes out only what was added', async () => {
    const { tile, place, undo } = window
    await tile(ids[2]).click()
    await press('Shift+ArrowRight', 'c')
    await dialog('Add 2 photos to a collection').waitFor()
    await press('Enter')
    await place('Summer 3').waitFor()
    await undo('1 photo added to “Summer”')
    await place('Summer 2').waitFor()
    expect(await photosIn()).toEqual([ids[0], ids[2]])
  })

  test('photos are dragged onto its name', async () => {
    const { page, tile, place } = window
    await tile(ids[4]).click()
    await press('Shift+ArrowRight')
    await tile(ids[5]).hover()
    await page.mouse.down()
    const target = await place('Summer 2').boundingBox()
    await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 10, { steps: 6 })
    await page.getByText('2 photos', { exact: true }).waitFor()
    await page.mouse.up()
    await place('Summer 4').waitFor()
    expect(await photosIn()).toEqual([ids[0], ids[2], ids[4], ids[5]])
    await heading('2 selected').waitFor()
  })

  test('its photos are shown, and taken out with a way back', async () => {
    const { page, tile, place, undo } = window
    await place('Summer 4').click()
    await heading('Summer').waitFor()
    await tile(ids[1]).waitFor({ state: 'detached' })
    await tile(ids[2]).click()
    await page.getByRole('button', { name: 'Take out of Summer' }).click()
    await tile(ids[2]).waitFor({ state: 'detached' })
    await place('Summer 3').waitFor()
    await undo('1 photo taken out of “Summer”')
    await tile(ids[2]).waitFor()
  })

  test('a photo says which collections it is in', async () => {
    const { page, tile, place } = window
    await tile(ids[4]).click()
    await press('i')
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByRole('button', { name: 'Take out of Summer' }).click()
    await place('Summer 3').waitFor()
    await press('i')
  })

  test('it is renamed', async () => {
    const { page, place } = window
    await place('Menu for Summer').click()
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    await dialog('Rename “Summer”').getByRole('textbox', { name: 'Name' }).fill('Summer 2019')
    await press('Enter')
    await place('Summer 2019 3').waitFor()
    await heading('Summer 2019').waitFor()
  })

  test('it is removed after a question, and its photos stay', async () => {
    const { page, place } = window
    await place('Menu for Summer 2019').click()
    await page.getByRole('menuitem', { name: 'Remove collection…' }).click()
    const question = dialog('Remove the collection “Summer 2019”?')
    await question.getByText('Its 3 photos stay in your library and on disk').waitFor()
    await question.getByRole('button', { name: 'Remove collection' }).click()
    await heading('All photos').waitFor()
    expect(await window.listed()).toEqual(ids)
    expect(await window.ask('collections.list', {})).toEqual([])
  })

  test('nothing but the name that was taken was refused on the way', () => {
    expect(window.complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([])
  })
})
