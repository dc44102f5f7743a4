import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { muteEvents, tellInstead } from '../helpers/tell.ts'

describe('settings and the status line', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('settings', { photos: 4 })
  })
  afterAll(() => window?.close())

  beforeEach(async () => {
    await window.page.goto(window.app.url)
    await window.page.locator('[data-photo-id]').first().waitFor()
  })

  const settings = () => window.page.getByRole('dialog', { name: 'Settings' })
  const openSettings = async (section: string) => {
    await window.page.keyboard.press('Control+,')
    await settings().getByRole('tab', { name: section }).click()
  }

  test('the speed is chosen with the keyboard, and kept', async () => {
    const { page } = window
    // Gentle gives way to whatever else the machine does: the tests after this one would wait for their photos.
    onTestFinished(async () => void (await window.ask('settings.set', { speed: 'normal' })))
    await openSettings('Speed')
    const speed = settings().getByRole('radiogroup', { name: 'Speed' })
    await speed.getByRole('radio', { name: 'Normal' }).focus()
    await page.keyboard.press('ArrowUp')
    await eventually(async () => (await window.ask('settings.get', {})).speed).toBe('gentle')
    await page.keyboard.press('Escape')
    await openSettings('Speed')
    await eventually(() => speed.getByRole('radio', { name: 'Gentle' }).isChecked()).toBe(true)
  })

  test('the battery is not spoken of in the browser, which does not know of it', async () => {
    await openSettings('Speed')
    await settings().getByRole('radiogroup', { name: 'Speed' }).waitFor()
    expect(await settings().getByText('Pause on battery').count()).toBe(0)
  })

  test('a backup says where it lies and how to go back to it', async () => {
    await openSettings('Library data')
    await settings().getByRole('button', { name: 'Back up now' }).click()
    const restore = settings().getByText(/^sightline restore /u)
    await restore.waitFor()
    const command = /^sightline restore "?(?<path>.+?)"? --data "?(?<data>.+?)"?$/u
    const { path = '', data = '' } = command.exec(await restore.innerText())?.groups ?? {}
    expect(path.startsWith(data)).toBe(true)
    expect(statSync(path).size).toBeGreaterThan(0)
    await settings().getByText(path, { exact: true }).waitFor()
  })

  test('a backup that cannot be made says why, in place', async () => {
    const { page } = window
    await page.route('**/api/request/library.backup', (route) =>
      route.fulfill({ json: { ok: false, error: { code: 'disk-full', message: 'The disk is full.' } } }),
    )
    await openSettings('Library data')
    await settings().getByRole('button', { name: 'Back up now' }).click()
    await settings().getByRole('alert').getByText('The disk is full.').waitFor()
    expect(await settings().getByRole('button', { name: 'Back up now' }).isEnabled()).toBe(true)
    await page.unroute('**/api/request/library.backup')
  })

  test('a folder that is opened is read first, and no longer when another view is', async () => {
    const { page, place } = window
    const wishes: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/indexing.prefer')) wishes.push(request.postDataJSON())
    })
    await place('Pictures 4').click()
    await page.getByRole('heading', { level: 1, name: 'Pictures' }).waitFor()
    await place('All photos 4').click()
    await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
    const [root] = await window.ask('roots.list', {})
    expect(wishes).toEqual([{ rootId: root?.id }, { rootId: null }])
  })

  test.each([
    [{ phase: 'paused', pauseReason: 'battery' }, 'Paused while the computer runs on its battery'],
    [{ phase: 'paused', pauseReason: 'low-memory' }, 'Paused: the computer is short of memory'],
    [
      { phase: 'indexing', slowed: 'Memory is short, so fewer at once.' },
      'Memory is short, so fewer at once.',
    ],
  ] as const)('the status line tells %j', async (part, sentence) => {
    const { page } = window
    onTestFinished(await muteEvents(page, 'indexing.progress'))
    onTestFinished(await tellInstead(page, 'indexing.progress', (progress) => ({ ...progress, ...part })))
    await page.reload()
    await page.getByRole('contentinfo').getByText(sentence).first().waitFor()
  })

  test('a folder that is added while indexing is paused says how many photos wait', async () => {
    const { page, folder } = window
    await window.ask('indexing.pause', {})
    await paintPhotos(join(folder, '..', 'Later'), 5, 180)
    await window.ask('roots.add', { path: join(folder, '..', 'Later') })
    await page.getByRole('contentinfo').getByText('Paused · 5 photos left').waitFor()
    await window.ask('indexing.resume', {})
    await window.untilIdle()
  })

  test('light or dark is the system’s choice until the person makes it, and that is kept', async () => {
    const { page } = window
    const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await canvas()
    await openSettings('Appearance')
    await settings().getByRole('radio', { name: 'Light' }).check()
    const light = await canvas()
    expect(light).not.toBe(dark)
    await page.reload()
    expect(await canvas()).toBe(light)
    await openSettings('Appearance')
    await settings().getByRole('radio', { name: 'As your system is set' }).check()
    expect(await canvas()).toBe(dark)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await canvas()).toBe(light)
  })

  test('the licences of everything that is inside can be read, with the keyboard too', async () => {
    await openSettings('About')
    await settings().getByRole('button', { name: 'Show licences' }).click()
    // Loaded when they are asked for; the setting itself is a region of that name too.
    const licences = settings()
      .locator('pre')
      .and(settings().getByRole('region', { name: 'Licences' }))
    const shown = (await licences.textContent()) ?? ''
    for (const name of ['react 19', 'SQLite (', 'libvips 8', 'libheif', 'ONNX Runtime 1'])
      expect(shown).toContain(`\n${name}`)
    await licences.focus()
    await window.page.keyboard.press('End')
    await eventually(() => licences.evaluate((box) => box.scrollTop)).toBeGreaterThan(1_000)
  })

  test('nothing on the way was refused or thrown', () => {
    expect(window.complaints).toEqual([])
  })
})
