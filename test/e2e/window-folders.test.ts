import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="3" exif:DateTimeOriginal="2017-06-04T10:20:30+02:00">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Two boats</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">In the old harbour</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>harbour</rdf:li><rdf:li>boats</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`

const photoCount = 12

// One folder and what happens to it on the disk: each test goes on where the last ended.
describe('folders on a real disk', () => {
  let window: OpenWindow
  let names: string[]

  beforeAll(async () => {
    window = await openWindow('folders', {
      async fill(folder) {
        names = await paintPhotos(folder, photoCount)
        // A JPEG with its RAW, a Live Photo with its video, and a photo with a sidecar.
        writeFileSync(join(folder, 'painted-000.cr2'), Buffer.alloc(4_000, 7))
        writeFileSync(join(folder, 'painted-001.mov'), Buffer.alloc(5_000, 9))
        writeFileSync(join(folder, 'painted-002.xmp'), xmp)
        mkdirSync(join(folder, 'Skip'))
        await paintPhotos(join(folder, 'Skip', 'below'), 3, 200)
      },
    })
  })
  afterAll(() => window?.close())

  const heading = (name: string) => window.page.getByRole('heading', { level: 1, name, exact: true })
  const dialog = (name: string) => window.page.getByRole('dialog', { name, exact: true })
  const details = () => window.page.getByRole('complementary', { name: 'Details' })

  async function photoNamed(fileName: string): Promise<number> {
    for (const photoId of await window.listed()) {
      if ((await window.ask('photos.details', { photoId })).path.endsWith(`/Pictures/${fileName}`))
        return photoId
    }
    throw new Error(`no photo is named ${fileName}`)
  }

  async function fromFolderMenu(item: string): Promise<void> {
    await window.page.getByRole('button', { name: 'Menu for Pictures' }).click()
    await window.page.getByRole('menuitem', { name: item }).click()
  }

  test('photos and a folder are read again from their menus, with a notice of how many', async () => {
    const { page, tile } = window
    const embedded = async () => (await window.ask('indexing.progress', {})).library
    const [first = 0, second = 0] = await window.listed()
    await tile(first).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Read again' }).click()
    await page.getByText('Reading 1 photo again.').waitFor()
    await tile(first).click()
    await tile(second).click({ modifiers: ['Control'] })
    await page.getByRole('heading', { level: 1, name: '2 selected' }).waitFor()
    await tile(second).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Read again' }).click()
    await page.getByText('Reading 2 photos again.').waitFor()
    await page.keyboard.press('Escape')
    const before = await embedded()
    await fromFolderMenu('Read again')
    await page.getByText(/^Reading \d+ photos of “Pictures” again\.$/u).waitFor()
    await expect.poll(async () => (await embedded()).pending, { timeout: 30_000 }).toBe(0)
    expect((await embedded()).embedded).toBe(before.embedded)
  })

  test('a photo and its RAW file are one, and so are a Live Photo and its video', async () => {
    const { page, tile } = window
    const [withRaw, live] = [await photoNamed('painted-000.jpg'), await photoNamed('painted-001.jpg')]
    await tile(withRaw).getByText('RAW', { exact: true }).waitFor()
    await tile(live).getByText('Live', { exact: true }).waitFor()
    await tile(withRaw).click()
    await page.keyboard.press('i')
    await details().getByText('painted-000.cr2').waitFor()
    await details().getByText('RAW · 4 kB').waitFor()
    await tile(live).click()
    await details().getByText('Video of the Live Photo · 5 kB').waitFor()
  })

  test('a sidecar tells the title, the caption, the keywords, the rating and the date with its zone', async () => {
    await window.tile(await photoNamed('painted-002.jpg')).click()
    await details().getByRole('heading', { name: 'Two boats' }).waitFor()
    const said = ['In the old harbour', 'harbour', 'boats', 'From the sidecar', /10:20.* UTC\+2/u]
    for (const text of said) await details().getByText(text).first().waitFor()
    await details().getByText('From the file, until you give your own').waitFor()
    await details().getByText('Sidecar ·').waitFor()
    await window.page.keyboard.press('i')
  })

  test('rules leave photos out, and the count says how many', async () => {
    const { page, place } = window
    await place(`All photos ${photoCount + 3}`).waitFor()
    await fromFolderMenu('What to leave out…')
    const settings = dialog('What to leave out of “Pictures”')
    await settings.getByText('No photo that was read is left out now.').waitFor()
    await settings.getByRole('textbox', { name: 'Rules' }).fill('Skip/\n')
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText('3 photos are left out of “Pictures” now.').waitFor()
    await place(`All photos ${photoCount}`).waitFor()
  })

  test('a size that is none is refused in place, and no rules bring all photos back', async () => {
    const { page, place } = window
    await fromFolderMenu('What to leave out…')
    const settings = dialog('What to leave out of “Pictures”')
    await settings.getByText('3 photos are left out now.').waitFor()
    await settings.getByRole('spinbutton', { name: /Smallest size/u }).fill('-5')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.getByRole('alert').getByText('a whole number from 0 to 10,000').waitFor()
    await settings.getByRole('spinbutton', { name: /Smallest size/u }).fill('130')
    await settings.getByRole('textbox', { name: 'Rules' }).fill('')
    await settings.getByRole('button', { name: 'Save' }).click()
    // The painted photos are 120 pixels high, those in Skip 150.
    await page.getByText(`${photoCount} photos are left out of “Pictures” now.`).waitFor()
    await place('All photos 3').waitFor()
    await window.ask('roots.set-rules', { rootId: await rootId(), minSidePx: 0 })
    await place(`All photos ${photoCount + 3}`).waitFor()
  })

  test('a few files that are gone are missing, and come back with their files', async () => {
    const { page, place, folder, tile } = window
    const photoId = await photoNamed('painted-005.jpg')
    const [file, aside] = [join(folder, 'painted-005.jpg'), join(folder, '..', 'aside.jpg')]
    renameSync(file, aside)
    await window.ask('roots.rescan', {})
    await place('Missing 1').click()
    await heading('Missing').waitFor()
    await page.getByText('Each is kept for 30 days').waitFor()
    await tile(photoId).click()
    await page.keyboard.press('i')
    await details().getByText(`It was at ${file}.`).waitFor()
    await page.keyboard.press('i')
    renameSync(aside, file)
    await window.ask('roots.rescan', {})
    await page.getByText('Nothing is missing').waitFor()
    await place(/^All photos/u).click()
    await tile(photoId).waitFor()
  })

  test('many that go at once are asked about first, and can be kept', async () => {
    const { page, place, folder } = window
    takeAway(folder, names.slice(4))
    await window.ask('roots.rescan', {})
    const question = page.getByRole('region', { name: '8 of 15 photos in “Pictures” are gone at once.' })
    await question.waitFor()
    expect((await window.ask('indexing.progress', {})).library.missing).toBe(0)
    await question.getByRole('button', { name: 'Keep them' }).click()
    await question.waitFor({ state: 'detached' })
    await page.getByText('The photos of “Pictures” were kept as they are.').waitFor()
    await place(`All photos ${photoCount + 3}`).waitFor()
  })

  test('what was kept can be marked as missing later, in the menu of the folder', async () => {
    const { page, place } = window
    await place(/^Pictures/u).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Mark 8 photos without files as missing' }).click()
    await page.getByText('8 photos are marked as missing').waitFor()
    await place('Missing 8').waitFor()
    await place(/^Pictures/u).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Look for changes' }).waitFor()
    expect(await page.getByRole('menuitem', { name: /as missing/u }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  test('asked another time, the person marks them as missing, and they come back by themselves', async () => {
    const { page, place, folder } = window
    bringBack(folder, names.slice(4))
    await window.ask('roots.rescan', {})
    await window.untilIdle()
    takeAway(folder, names.slice(4))
    await window.ask('roots.rescan', {})
    await page.getByRole('button', { name: 'Mark as missing' }).click()
    await place('Missing 8').waitFor()
    await place('All photos 7').waitFor()
    bringBack(folder, names.slice(4))
    await window.ask('roots.rescan', {})
    await place(`All photos ${photoCount + 3}`).waitFor()
    await place('Missing 8').waitFor({ state: 'detached' })
  })

  test('a folder that is away says so on its photos and in the side bar', async () => {
    const { page, place, folder, tile } = window
    const photoId = await photoNamed('painted-003.jpg')
    const elsewhere = outOfSight(folder, 'Pictures')
    renameSync(folder, elsewhere)
    await window.ask('roots.rescan', {})
    await place(`Pictures ${photoCount + 3}, not connected`).waitFor()
    await tile(photoId).locator('[data-kind="away"]').waitFor()
    expect(await tile(photoId).getAttribute('aria-label')).toContain('not connected')
    await tile(photoId).click()
    await page.keyboard.press('i')
    await details().getByText(`Its folder ${folder} is not connected.`).waitFor()
    await page.keyboard.press('i')
    renameSync(elsewhere, folder)
    await window.ask('roots.rescan', {})
    await tile(photoId).locator('[data-kind="away"]').waitFor({ state: 'detached' })
  })

  test('a folder that returns under another path is welcomed with all its photos', async () => {
    const { page, place, folder } = window
    const moved = outOfSight(folder, 'Moved pictures')
    const ids = await window.listed()
    renameSync(folder, moved)
    await window.ask('roots.rescan', {})
    await place(/not connected$/u).waitFor()
    await page.getByRole('button', { name: 'Add folder' }).click()
    const picker = dialog('Choose a folder')
    await picker.getByRole('button', { name: 'Archive' }).click()
    await picker.getByRole('button', { name: 'Moved pictures' }).click()
    await picker.getByRole('button', { name: 'Add this folder' }).click()
    await page.getByText(`Welcome back: “Moved pictures” was at ${folder}`).waitFor()
    expect((await window.listed()).toSorted()).toEqual(ids.toSorted())
    await place(`Moved pictures ${photoCount + 3}`).waitFor()
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })

  async function rootId(): Promise<number> {
    const [root] = await window.ask('roots.list', {})
    return root?.id ?? 0
  }
})

/**
 * Where a folder that is away is not looked for. Beside its place it would be found by itself, within ten seconds: then
 * the side bar says that it is not connected for a moment, or never.
 */
function outOfSight(folder: string, name: string): string {
  const archive = join(folder, '..', 'Archive')
  mkdirSync(archive, { recursive: true })
  return join(archive, name)
}

/** Out of the folder, and back. */
function takeAway(folder: string, names: readonly string[]): void {
  const aside = join(folder, '..', 'aside')
  mkdirSync(aside, { recursive: true })
  for (const name of names) renameSync(join(folder, name), join(aside, name))
}

function bringBack(folder: string, names: readonly string[]): void {
  for (const name of names) renameSync(join(folder, '..', 'aside', name), join(folder, name))
}
