import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { ModelOverview, ModelSwitch } from '../../src-preload/contract/index.ts'
import { focused } from '../helpers/keyboard.ts'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { muteEvents, tellInstead } from '../helpers/tell.ts'

const change: ModelSwitch = {
  to: 'clip-vit-b32-int8',
  name: 'CLIP B/32, compact',
  isAnew: false,
  phase: 'embedding',
  done: 3_214,
  total: 12_480,
  away: 2,
  photosPerSecond: 41,
  timeLeftMs: 226_000,
}

/** As if the suggested model had been fetched and taken. */
const whileSwitching = (overview: ModelOverview): ModelOverview => ({
  ...overview,
  switch: change,
  models: overview.models.map((model) =>
    model.id === change.to ? { ...model, state: 'installed', role: 'next' } : model,
  ),
})

/** As if it had been taken before all photos were ready. */
const usedNow = (overview: ModelOverview): ModelOverview => ({
  ...overview,
  switch: change,
  models: overview.models.map((model) => {
    if (model.id === change.to) return { ...model, state: 'installed', role: 'active' }
    return model.role === 'active' ? { ...model, role: null } : model
  }),
})

// Long work as the engine tells of it: on the machine that runs the tests it would be over in a moment.
describe('the window while a model is being prepared', () => {
  let window: OpenWindow
  const untell: (() => Promise<void>)[] = []

  beforeAll(async () => {
    window = await openWindow('switching', { photos: 4 })
    const { page } = window
    untell.push(
      await muteEvents(page, 'indexing.progress'),
      await tellInstead(page, 'models.list', whileSwitching),
      await tellInstead(page, 'indexing.progress', (progress) => ({
        ...progress,
        phase: 'indexing',
        switching: change,
      })),
    )
  })
  afterAll(async () => {
    for (const stop of untell) await stop()
    await window?.close()
  })
  beforeEach(async () => {
    await window.page.goto(window.app.url)
    await window.page.locator('[data-photo-id]').first().waitFor()
  })

  const settings = (): Locator => window.page.getByRole('dialog', { name: 'Settings' })
  const asked = (name: string) => window.page.waitForRequest(`**/api/request/${name}`)

  test('the line at the foot says how far it is, and leads to the models', async () => {
    const { page } = window
    const line = page.getByRole('contentinfo').getByRole('button', { name: /^Preparing / })
    expect(await line.innerText()).toMatch(
      /^Preparing CLIP B\/32, compact: 3,214 of 12,480 · 41\/s · 4 min$/u,
    )
    const bar = page
      .getByRole('contentinfo')
      .getByRole('progressbar', { name: 'Preparing CLIP B/32, compact' })
    expect(await bar.getAttribute('aria-valuenow')).toBe('26')
    await line.click()
    expect(await settings().getByRole('tab', { name: 'Models' }).getAttribute('aria-selected')).toBe('true')
  })

  test('settings say what happens meanwhile, and the ways out ask the engine', async () => {
    const { page } = window
    await page.keyboard.press('Control+,')
    const panel = settings().getByRole('region', { name: 'Preparing CLIP B/32, compact' })
    await panel.getByText(/^3,214 of 12,480 photos · 41\/s · 4 min left$/u).waitFor()
    await panel.getByText('Starter model answers until then', { exact: false }).waitFor()
    await panel.getByText('2 files cannot be reached or read now', { exact: false }).waitFor()
    const now = asked('models.use-now')
    await panel.getByRole('button', { name: 'Use it now' }).click()
    await now
    // The engine knows of no switch: what it says stands in the panel.
    await panel.getByRole('alert').filter({ hasText: 'No other model is on its way.' }).waitFor()
    const back = asked('models.use')
    await panel.getByRole('button', { name: 'Stay with Starter model' }).click()
    expect((await back).postDataJSON()).toEqual({ id: 'starter' })
    const pause = asked('indexing.pause')
    await panel.getByRole('button', { name: 'Pause' }).click()
    await pause
    await window.ask('indexing.resume', {})
  })

  test('it cannot be used before a photo is ready for it', async () => {
    const none = { ...change, done: 0 }
    onTestFinished(
      await tellInstead(window.page, 'models.list', (overview) => ({
        ...whileSwitching(overview),
        switch: none,
      })),
    )
    await window.page.keyboard.press('Control+,')
    const panel = settings().getByRole('region', { name: 'Preparing CLIP B/32, compact' })
    await panel.getByText('No photo is ready for it yet', { exact: false }).waitFor()
    expect(await panel.getByRole('button', { name: 'Use it now' }).isDisabled()).toBe(true)
  })

  test('used before all photos are ready, it says how many it has not read, and keeps a way back', async () => {
    const { page } = window
    onTestFinished(await tellInstead(page, 'models.list', usedNow))
    await page.reload()
    await page.locator('[data-photo-id]').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('a red circle')
    await page.getByText('9,266 photos have not been read for CLIP B/32, compact yet.').waitFor()
    await page.keyboard.press('Control+,')
    const panel = settings().getByRole('region', { name: 'Reading the other photos for CLIP B/32, compact' })
    await panel.getByText('finds only the 3,214 photos that are ready', { exact: false }).waitFor()
    expect(await panel.getByRole('button', { name: 'Use it now' }).count()).toBe(0)
    const back = asked('models.use')
    await panel.getByRole('button', { name: 'Go back to Starter model' }).click()
    expect((await back).postDataJSON()).toEqual({ id: 'starter' })
  })

  test('photos that are read anew for the same model are told as that, with nowhere to go back to', async () => {
    const { page } = window
    const anew = { ...change, to: 'starter', name: 'Starter model', isAnew: true }
    onTestFinished(await tellInstead(page, 'models.list', (overview) => ({ ...overview, switch: anew })))
    onTestFinished(
      await tellInstead(page, 'indexing.progress', (progress) => ({
        ...progress,
        phase: 'indexing',
        switching: anew,
      })),
    )
    await page.reload()
    const line = page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^Starter model reads your photos anew: / })
    await line.click()
    const panel = settings().getByRole('region', { name: 'Reading your photos anew' })
    await panel
      .getByText('Starter model reads your photos anew: pictures are prepared better now.', { exact: false })
      .waitFor()
    expect(await panel.innerText()).not.toMatch(/Use it now|Go back|Stay with/u)
  })

  test('nothing that is under way is read out by itself', async () => {
    await window.page.keyboard.press('Control+,')
    await settings().getByRole('region', { name: 'Preparing CLIP B/32, compact' }).waitFor()
    const spoken = await window.page.evaluate(() =>
      [...document.querySelectorAll('[role=status], [aria-live]')].map((region) =>
        region.textContent?.trim(),
      ),
    )
    expect(spoken.filter((text) => /12,480|\/s/u.test(text ?? ''))).toEqual([])
  })

  test('the sections are walked with the arrows, and Escape returns', async () => {
    const { page } = window
    await page.locator('[data-photo-id]').first().click()
    const before = await focused(page)
    await page.keyboard.press('Control+,')
    const shown = () =>
      settings()
        .getByRole('tab')
        .evaluateAll((tabs) => tabs.find((tab) => tab.getAttribute('aria-selected') === 'true')?.textContent)
    expect(await shown()).toBe('Models')
    for (const name of ['Speed', 'Library data', 'Appearance', 'About', 'Models']) {
      await page.keyboard.press('ArrowDown')
      expect(await shown()).toBe(name)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name)
    }
    await page.keyboard.press('End')
    expect(await shown()).toBe('About')
    await settings().getByRole('tabpanel', { name: 'About' }).waitFor()
    await page.keyboard.press('Escape')
    await settings().waitFor({ state: 'detached' })
    expect(await focused(page)).toBe(before)
  })

  test('at 200 % zoom no section is wider than the window', async () => {
    const { page } = window
    await page.setViewportSize({ width: 640, height: 400 })
    await page.keyboard.press('Control+,')
    for (const name of ['Models', 'Speed', 'Library data', 'Appearance', 'About']) {
      await settings().getByRole('tab', { name }).click()
      const panel = settings().getByRole('tabpanel', { name })
      const [width, needed] = await panel.evaluate((element) => [element.clientWidth, element.scrollWidth])
      expect(needed, name).toBeLessThanOrEqual(width ?? 0)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})
