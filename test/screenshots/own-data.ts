import { readdirSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import type { Page } from 'playwright-core'
import type { Shot } from './first.ts'

const sidecar = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="3" exif:DateTimeOriginal="2026-10-21T18:42:10+02:00">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Evening above the valley</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">The last light of the second day.</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>valley</rdf:li><rdf:li>evening</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`

/** RAW files, videos and a sidecar beside some of the photos. */
export function giveCompany(folder: string): void {
  const photos = readdirSync(folder).filter((name) => name.endsWith('.jpg') && !name.startsWith('half'))
  photos.forEach((photo, n) => {
    const beside = join(folder, parse(photo).name)
    if (n % 11 === 3) writeFileSync(`${beside}.cr2`, Buffer.alloc(24_000_000 / 1_000, n))
    if (n % 13 === 5) writeFileSync(`${beside}.mov`, Buffer.alloc(3_000, n))
    if (n % 5 === 0) writeFileSync(`${beside}.xmp`, sidecar)
  })
}

/** Favourites, ratings, tags and collections, for one photo and for several. */
export async function seeOwnData(page: Page, shot: Shot): Promise<void> {
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const tiles = page.locator('[data-photo-id]')
  const press = (key: string) => page.keyboard.press(key)
  const tagAll = async (names: string) => {
    await press('t')
    const box = page.getByRole('combobox', { name: /^Add a tag/u })
    await box.and(page.locator(':focus')).waitFor()
    await page.keyboard.type(names)
    await press('Enter')
    await page
      .getByRole('button', { name: /^Remove tag/u })
      .first()
      .waitFor()
    await press('Escape')
  }

  await button(/^All photos/u).click()
  await tiles.nth(1).click()
  await press('Shift+ArrowRight')
  await press('Shift+ArrowRight')
  await press('f')
  await tagAll('autumn, mountains')
  await shot('20-selection-details')
  await press('i')
  await press('c')
  await page.getByRole('dialog', { name: /^Add/u }).waitFor()
  await press('Enter')
  await page.keyboard.type('Walks in the hills')
  await shot('21-new-collection')
  await press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await tiles.nth(0).click()
  await press('4')
  await tagAll('evening')
  await page.getByRole('combobox').last().fill('au')
  await page.getByRole('option').first().waitFor()
  await shot('22-details-and-tags')
  await page.getByRole('combobox').last().fill('')
  await press('Escape')
  await press('i')
  await tiles.nth(5).click()
  await press('i')
  await shot('23-details-from-file')
  await press('i')
  await tiles.nth(2).click({ button: 'right' })
  await shot('24-menu')
  await press('Escape')
  await tiles.nth(2).focus()
  await press('c')
  await page.getByRole('dialog', { name: /^Add/u }).waitFor()
  await shot('25-collect')
  await press('Escape')
  await press('Space')
  await page.getByRole('dialog', { name: 'Photo' }).waitFor()
  await press('i')
  await shot('26-viewer-details')
  await press('i')
  await press('Escape')
  await showSidebar(page)
  await button(/^Favourites/u).click()
  await shot('27-favourites')
  await showSidebar(page)
  await page.getByRole('button', { name: /^Walks in the hills/u }).click()
  await shot('28-collection')
  await showSidebar(page)
  await page.getByRole('button', { name: 'Menu for Walks in the hills' }).click()
  await page.getByRole('menuitem', { name: 'Remove collection…' }).click()
  await shot('29-remove-collection')
  await press('Escape')
  await showSidebar(page)
  await button(/^All photos/u).click()
  await seeUndo(page, shot)
}

/** The question before many photos change, and what is said after a change and after its undoing. */
async function seeUndo(page: Page, shot: Shot): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' })
  await page.locator('[data-photo-id]').first().click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('3')
  const question = page.getByRole('dialog')
  const agree = question.getByRole('button', { name: 'Rate with 3 stars' })
  await agree.waitFor()
  await shot('29a-many-question')
  await agree.click()
  await messages.getByText('rated 3 stars').waitFor()
  await shot('29b-done')
  await page.keyboard.press('Control+z')
  await messages.getByText('Undone').waitFor()
  await shot('29c-undone')
  await page.keyboard.press('Escape')
}

async function showSidebar(page: Page): Promise<void> {
  if ((await page.getByRole('navigation').count()) === 0) await page.keyboard.press('Control+b')
}
