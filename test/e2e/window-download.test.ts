import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appWithCatalogue, offeredTwin } from '../helpers/app-with-catalogue.ts'
import { startHub, type Hub } from '../helpers/hub.ts'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'

describe('downloading a model in the window', () => {
  const { manifest, files } = offeredTwin('garden', 'Garden')
  let hub: Hub
  let window: OpenWindow

  beforeAll(async () => {
    hub = await startHub(files)
    window = await openWindow('download', {
      photos: 6,
      appDir: appWithCatalogue([manifest]),
      env: { SIGHTLINE_MODEL_MIRROR: hub.url },
    })
    await window.page.keyboard.press('Control+,')
  })
  afterAll(async () => {
    await window?.close()
    await hub?.close()
  })

  const settings = (): Locator => window.page.getByRole('dialog', { name: 'Settings' })
  const garden = (): Locator => settings().getByRole('listitem', { name: 'Garden', exact: true })
  const bar = (): Locator => window.page.getByRole('progressbar', { name: 'Download of Garden' })
  const download = () => garden().getByRole('button', { name: /^Download \(38\sMB\)$/u })

  test('nothing is asked of the server before the click, which is said with its name', async () => {
    await download().waitFor()
    await settings().getByText(new URL(hub.url).host, { exact: false }).waitFor()
    expect(hub.requests).toEqual([])
  })

  test('it shows how far it is, in settings and at the foot, and can be cancelled', async () => {
    const halves: (() => void)[] = []
    hub.behave((visit) => {
      if (visit.request.url?.endsWith('vision.onnx') !== true) return visit.serve()
      const { response, bytes, from } = visit
      response.writeHead(from > 0 ? 206 : 200, {
        'content-length': bytes.length - from,
        etag: '"vision.onnx"',
        ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      })
      response.write(bytes.subarray(from, Math.max(from, 3_000_000)))
      halves.push(() => response.destroy())
    })
    await download().focus()
    await window.page.keyboard.press('Enter')
    await garden()
      .getByText(/ of 38\sMB/u)
      .waitFor()
    await bar().first().waitFor()
    expect(await window.page.evaluate(() => document.activeElement?.textContent), 'the keyboard').toBe(
      'Cancel',
    )
    await window.page.keyboard.press('Escape')
    const line = window.page.getByRole('contentinfo').getByRole('button', { name: /^Downloading Garden: / })
    await line.click()
    await garden().getByRole('button', { name: 'Cancel' }).click()
    await download().waitFor()
    for (const end of halves) end()
  })

  test('a download that fails says why in the row, and is tried again from there', async () => {
    hub.behave((visit) => {
      visit.response.writeHead(403)
      visit.response.end()
    })
    await download().click()
    await garden()
      .getByText(/does not give .+ away \(403\)/u)
      .waitFor()
    const seen = window.page.getByText(/away \(403\)/u).and(window.page.locator('p:not(.visually-hidden)'))
    expect(await seen.count(), 'on screen once').toBe(1)
    hub.behave((visit) => visit.serve())
    await garden().getByRole('button', { name: 'Try again' }).click()
    await garden().getByText('On this computer').waitFor()
    await settings()
      .getByRole('status')
      .filter({ hasText: 'Garden is on this computer and can be used.' })
      .waitFor()
  })

  test('what arrived is used', async () => {
    await garden().getByRole('button', { name: 'Use', exact: true }).click()
    await settings().getByRole('region', { name: 'Garden', exact: true }).getByText('In use').waitFor()
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
