import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProviderReport } from '../../src-preload/contract/index.ts'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { tellInstead } from '../helpers/tell.ts'

/** A computer with a second processor, as the engine would tell of it. */
const measured = (report: ProviderReport): ProviderReport => ({
  ...report,
  inUse: 'cuda',
  provedAtMs: Date.UTC(2026, 10, 20, 14, 3),
  possible: ['cpu', 'cuda', 'webgpu'],
  tried: [
    { provider: 'cpu', verdict: 'slower', reason: null, imagesPerSecond: 41, leastCosine: 1 },
    { provider: 'cuda', verdict: 'in-use', reason: null, imagesPerSecond: 812, leastCosine: 0.9998 },
    {
      provider: 'webgpu',
      verdict: 'not-here',
      reason: 'No adapter.',
      imagesPerSecond: null,
      leastCosine: null,
    },
  ],
})

const givenUp = (report: ProviderReport): ProviderReport => {
  const [cpu, cuda, ...others] = measured(report).tried
  if (!cpu || !cuda) throw new Error('The report above names both.')
  return {
    ...measured(report),
    inUse: 'cpu',
    tried: [
      { ...cpu, verdict: 'in-use' },
      { ...cuda, verdict: 'gave-up', reason: 'The device was lost.' },
      ...others,
    ],
  }
}

describe('processors in settings', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('processors', { photos: 4 })
    await window.page.keyboard.press('Control+,')
    await settings().getByRole('tab', { name: 'Speed' }).click()
  })
  afterAll(() => window?.close())

  const settings = () => window.page.getByRole('dialog', { name: 'Settings' })
  const choice = () => settings().getByRole('combobox', { name: 'Processor that reads photos' })
  const options = () => choice().getByRole('option').allInnerTexts()

  test('before anything was measured, those that such a computer can have are chosen from', async () => {
    await settings().getByText('Nothing has been measured yet', { exact: false }).waitFor()
    const { possible } = await window.ask('providers.report', {})
    expect(await options()).toHaveLength(possible.length + 1)
  })

  test('they say what was tried, and are measured and chosen', async () => {
    await settings()
      .getByRole('button', { name: /^Measure/u })
      .click()
    const table = settings().getByRole('table', { name: 'What was tried' })
    await table.getByRole('row', { name: /^CPU In use .+ photos\/s/u }).waitFor({ timeout: 60_000 })
    await settings().getByText('CPU reads your photos.').waitFor()
    await settings().getByText('Agreement says', { exact: false }).waitFor()
    await settings()
      .getByText(/^Measured .+ with Starter model\.$/u)
      .waitFor()
    await choice().selectOption({ label: 'CPU' })
    await expect.poll(async () => (await window.ask('settings.get', {})).provider).toBe('cpu')
    await choice().selectOption({ index: 0 })
    await expect.poll(async () => (await window.ask('settings.get', {})).provider).toBe('auto')
    await settings().getByRole('combobox', { name: 'Models leave the memory' }).selectOption({ index: 0 })
    await expect.poll(async () => (await window.ask('settings.get', {})).unloadAfterMinutes).toBe(1)
  })

  test('what is measured, and given up, meanwhile is shown without asking again', async () => {
    const { page } = window
    const isBusy = await tellInstead(page, 'providers.report', (report) => ({ ...report, isMeasuring: true }))
    await settings().getByRole('button', { name: 'Measuring…' }).waitFor()
    await isBusy()
    const isThere = await tellInstead(page, 'providers.report', measured)
    await settings().getByText('CUDA (NVIDIA) reads your photos.').waitFor()
    await settings().getByRole('button', { name: 'Measure again' }).waitFor()
    expect((await options()).slice(1)).toEqual(['CPU', 'CUDA (NVIDIA)'])
    await isThere()
    const isLost = await tellInstead(page, 'providers.report', givenUp)
    await settings().getByText('CPU reads your photos.').waitFor()
    await settings().getByText('The device was lost.').waitFor()
    await isLost()
  })

  test('a message stands over the dialog, and gives the keyboard back to it', async () => {
    const { page } = window
    const refuse = '**/api/request/settings.set'
    await page.route(refuse, (route) =>
      route.fulfill({ json: { ok: false, error: { code: 'disk-full', message: 'The disk is full.' } } }),
    )
    await choice().selectOption({ label: 'CPU' })
    const message = page.getByRole('region', { name: 'Messages' }).getByRole('alert')
    await message.getByText('The disk is full.').waitFor()
    await message.getByRole('button', { name: 'Dismiss' }).click()
    await message.waitFor({ state: 'detached' })
    const isOnTab = settings()
      .getByRole('tab', { name: 'Speed' })
      .evaluate((tab) => tab === document.activeElement)
    expect(await isOnTab).toBe(true)
    expect(await choice().inputValue()).toBe('auto')
    await page.unroute(refuse)
  })
})
