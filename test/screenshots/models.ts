import type { Page } from 'playwright-core'
import type { ModelOverview, Progress } from '../../src-preload/contract/index.ts'
import { askAsPage } from '../helpers/browser.ts'
import { muteEvents } from '../helpers/tell.ts'
import type { Shot } from './first.ts'
import { change12k, modelStates, processors } from './model-states.ts'

/** Settings' sections, and models in every state that a person may meet. */
export async function seeModels(page: Page, shot: Shot): Promise<void> {
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const tab = (name: string) => settings.getByRole('tab', { name })
  const open = async () => {
    await page.reload()
    await page.locator('[data-photo-id] img[data-there]').first().waitFor()
    await page.keyboard.press('Control+,')
    await settings.waitFor()
  }
  const toEnd = () => settings.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, 99_999))

  const { value: real } = (await askAsPage(page, 'models.list', {})) as { value: ModelOverview }
  const states = modelStates(real)
  const unmute = await muteEvents(page, 'indexing.progress')
  for (const [name, overview] of Object.entries(states)) {
    await tell(page, 'models.list', overview)
    if (name === 'switching') await tellSwitch(page)
    await open()
    await settings.getByRole('heading', { name: 'More models' }).waitFor()
    await shot(`40-models-${name}`)
    await toEnd()
    await shot(`41-models-${name}-end`)
    if (name === 'answered') {
      await settings.getByRole('button', { name: 'Remove…' }).first().click()
      await shot('42-models-remove')
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Escape')
    if (name === 'downloading' || name === 'switching') await shot(`43-status-${name}`)
    if (name === 'switching') await page.unroute('**/api/request/indexing.progress')
    if (name === 'downloading') await seeBoth(page, shot)
    await page.unroute('**/api/request/models.list')
  }
  await unmute()

  await tell(page, 'providers.report', processors)
  await open()
  await tab('Speed').click()
  await settings.getByRole('table').waitFor()
  await shot('44-processors')
  await toEnd()
  await shot('45-processors-end')
  await page.unroute('**/api/request/providers.report')
  await tab('Appearance').click()
  await shot('46-appearance')
  await tab('About').click()
  await shot('47-about')
  await page.keyboard.press('Escape')
  await page.reload()
  await page.locator('[data-photo-id] img[data-there]').first().waitFor()
  await seeAnother(page, shot)
}

/** A model that is added from a folder and used, as the engine tells of it. */
async function seeAnother(page: Page, shot: Shot): Promise<void> {
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const picker = page.getByRole('dialog', { name: 'Choose the folder of a model' })
  const row = (name: string) => settings.getByRole('listitem', { name, exact: true })
  const pick = async (folder: string) => {
    await settings.getByRole('button', { name: 'Add a model from a folder…' }).click()
    await picker.getByRole('button', { name: folder, exact: true }).click()
    await picker.getByRole('button', { name: 'Up one level' }).waitFor()
  }
  const add = async () => {
    await picker.getByRole('button', { name: 'Add this model' }).click()
    await picker.waitFor({ state: 'detached' })
  }
  await page.keyboard.press('/')
  await page.keyboard.type('a beach with blue water')
  await page.getByRole('heading', { level: 1, name: 'a beach with blue water' }).waitFor()
  await shot('48-starter-hint')
  await page.getByRole('main').getByRole('button', { name: 'Settings' }).click()
  await pick('Pictures')
  await shot('49-model-picker')
  await add()
  await settings.getByRole('alert').waitFor()
  await settings.getByRole('alert').scrollIntoViewIfNeeded()
  await shot('50-model-refused')
  await pick('Twin')
  await add()
  await settings.getByRole('status').filter({ hasText: 'Twin was added.' }).waitFor()
  await settings.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, 0))
  await shot('51-model-added')
  await row('Twin').getByRole('button', { name: 'Use' }).click()
  await page.keyboard.press('Escape')
  await page.getByText('Twin answers your searches now.', { exact: false }).waitFor({ timeout: 120_000 })
  await shot('52-model-answers')
  await page.keyboard.press('Control+,')
  await row('Starter model').getByRole('button', { name: 'Use' }).click()
  await settings.getByRole('region', { name: 'Starter model', exact: true }).waitFor()
  await shot('53-model-back')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('heading', { level: 1, name: 'All photos' }).waitFor()
}

/** Answers this request so, in place of the engine. */
async function tell(page: Page, name: string, value: unknown): Promise<void> {
  await page.route(`**/api/request/${name}`, (route) => route.fulfill({ json: { ok: true, value } }))
}

/** The line at the foot while photos are read and models arrive. */
async function seeBoth(page: Page, shot: Shot): Promise<void> {
  const { value } = (await askAsPage(page, 'indexing.progress', {})) as { value: Progress }
  const reading = { done: 3_214, total: 12_480, photosPerSecond: 41, timeLeftMs: 226_000 }
  await tell(page, 'indexing.progress', { ...value, phase: 'indexing', ...reading } satisfies Progress)
  await page.reload()
  await page.getByRole('progressbar', { name: 'Indexing' }).waitFor()
  await shot('43-status-both')
  await page.unroute('**/api/request/indexing.progress')
}

async function tellSwitch(page: Page): Promise<void> {
  const { value } = (await askAsPage(page, 'indexing.progress', {})) as { value: Progress }
  await tell(page, 'indexing.progress', {
    ...value,
    phase: 'indexing',
    switching: change12k,
  } satisfies Progress)
}
