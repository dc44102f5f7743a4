import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'

const photoCount = 48

// 1280 x 800 at 200 %.
describe('a window zoomed to 200 %', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('narrow', {
      width: 640,
      height: 400,
      async fill(folder) {
        const names = await paintPhotos(folder, photoCount)
        // Six photos a month, from December 2023 back to May.
        names.forEach((name, n) => {
          const at = new Date(Date.UTC(2023, 11 - Math.floor(n / 6), 20, 12))
          utimesSync(join(folder, name), at, at)
        })
      },
    })
    await window.page.locator('[data-photo-id]').first().waitFor()
  })
  afterAll(() => window?.close())

  test('the scrubber names the month at its mark, to the very end', async () => {
    const { page } = window
    const scrubber = page.getByRole('slider', { name: 'Jump to a date' })
    const named = () => scrubber.getAttribute('aria-valuetext')
    await eventually(named).toBe('December 2023')
    await page.getByRole('grid').evaluate((grid) => {
      grid.parentElement?.scrollTo({ top: grid.parentElement.scrollHeight })
    })
    await eventually(named).toBe('May 2023')
    await scrubber.focus()
    await page.keyboard.press('ArrowUp')
    await eventually(named).toBe('June 2023')
    await page.keyboard.press('Home')
    await eventually(named).toBe('December 2023')
  })

  test('the details in the viewer leave the film strip and the bar free', async () => {
    const { page } = window
    await page.locator('[data-photo-id]').first().click()
    await page.keyboard.press('Space')
    const viewer = page.getByRole('dialog', { name: 'Photo' })
    await viewer.waitFor()
    await page.keyboard.press('i')
    const details = await viewer.getByRole('complementary', { name: 'Details' }).boundingBox()
    const strip = await viewer.getByRole('group', { name: 'Photos around this one' }).boundingBox()
    const back = await viewer.getByRole('button', { name: 'Back' }).boundingBox()
    expect(details && strip && back).toBeTruthy()
    if (!details || !strip || !back) return
    expect(details.y + details.height).toBeLessThanOrEqual(strip.y + 1)
    expect(details.y).toBeGreaterThanOrEqual(back.y + back.height)
    await viewer.getByRole('button', { name: '2 of 48', exact: true }).click()
    await viewer.getByText('2 of 48', { exact: true }).waitFor({ state: 'attached' })
    await page.keyboard.press('i')
    await page.keyboard.press('Escape')
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
