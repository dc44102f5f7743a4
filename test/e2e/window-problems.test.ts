import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'

const emptyCount = 60

describe('photos that could not be read', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('problems', {
      async fill(folder) {
        mkdirSync(folder, { recursive: true })
        await paintPhotos(folder, 6)
        for (let n = 0; n < emptyCount; n += 1) writeFileSync(join(folder, `empty-${n}.jpg`), '')
        writeFileSync(join(folder, 'letter.png'), 'Dear reader, this is no picture.')
      },
    })
    await window.place(`Problems ${emptyCount + 1}`).click()
  })
  afterAll(() => window?.close())

  const groups = () => window.page.getByRole('list', { name: 'Problems' }).locator(':scope > li')
  const largest = () => groups().first()

  test('are grouped by their reason, the most common first, and folded away', async () => {
    await groups().first().waitFor()
    expect(await groups().count()).toBe(2)
    const fold = largest().getByRole('button', { expanded: false })
    expect(await fold.innerText()).toContain(String(emptyCount))
    expect(await window.page.getByText('empty-0.jpg').count()).toBe(0)
  })

  test('are listed page by page when a reason is unfolded', async () => {
    await largest().getByRole('button', { expanded: false }).click()
    const files = largest().getByRole('list').getByRole('listitem')
    await eventually(() => files.count()).toBe(50)
    await largest().getByRole('button', { name: 'Show more (10 left)' }).click()
    await eventually(() => files.count()).toBe(emptyCount)
  })

  test('one is tried again by itself, and leaves the list once it can be read', async () => {
    const { page, folder, place } = window
    copyFileSync(join(folder, 'painted-001.jpg'), join(folder, 'empty-7.jpg'))
    await page.getByRole('button', { name: 'Try again: empty-7.jpg' }).click()
    await page.getByText('1 photo will be tried again.').waitFor()
    await place(`Problems ${emptyCount}`).waitFor()
    await page.getByRole('button', { name: 'Try again: empty-7.jpg' }).waitFor({ state: 'detached' })
  })

  test('all of a reason are tried again at once', async () => {
    const { folder, place } = window
    for (let n = 0; n < emptyCount; n += 1) {
      copyFileSync(join(folder, `painted-00${n % 6}.jpg`), join(folder, `empty-${n}.jpg`))
    }
    await largest()
      .getByRole('button', { name: `Try ${emptyCount - 1} photos again` })
      .click()
    await place('Problems 1').waitFor()
    await eventually(() => groups().count()).toBe(1)
  })

  test('when none is left, the page says so', async () => {
    const { page, folder } = window
    copyFileSync(join(folder, 'painted-002.jpg'), join(folder, 'letter.png'))
    await page.getByRole('button', { name: 'Try all again' }).click()
    await page.getByRole('heading', { name: 'Every photo could be read.' }).waitFor()
    await page.getByRole('button', { name: 'Back to photos' }).click()
    await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
