import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyOfStarter } from '../helpers/model-folders.ts'
import { eventually, openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tellInstead } from '../helpers/tell.ts'

const photoCount = 24
const hint = 'Starter model: knows everyday words. Get a larger model in Settings.'

const button = (of: Locator, name: string | RegExp) => of.getByRole('button', { name })

// One person, one evening with models: each test goes on where the last ended.
describe('models in settings', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('models', {
      async fill(folder) {
        await paintPhotos(folder, photoCount, 160)
        copyOfStarter(join(folder, '..', 'Twin'), { id: 'twin', name: 'Twin', note: 'The same again.' })
        refusable(join(folder, '..', 'Odd'))
      },
    })
  })
  afterAll(() => window?.close())

  const settings = (): Locator => window.page.getByRole('dialog', { name: 'Settings' })
  const row = (name: string): Locator => settings().getByRole('listitem', { name, exact: true })
  const inUse = (name: string): Locator => settings().getByRole('region', { name, exact: true })
  const search = async (text: string) => {
    await window.page.keyboard.press('/')
    await window.page.keyboard.type(text)
    await window.page.getByRole('heading', { level: 1, name: `“${text}”` }).waitFor()
  }
  const pick = async (folder: string) => {
    await button(settings(), 'Add a model from a folder…').click()
    const picker = window.page.getByRole('dialog', { name: 'Choose the folder of a model' })
    await picker.getByRole('button', { name: folder, exact: true }).click()
    await picker.getByText('No folders in here.').waitFor()
    await picker.getByRole('button', { name: 'Add this model' }).click()
    await picker.waitFor({ state: 'detached' })
  }
  const active = async () => (await window.ask('models.list', {})).models.find((one) => one.role === 'active')

  test('the hint under results of the starter model leads to the models', async () => {
    const prepared = window.page.waitForRequest('**/api/request/search.prepare')
    await search('a red circle')
    await prepared
    await window.page.getByText(hint, { exact: true }).waitFor()
    await button(window.page.getByRole('main'), 'Settings').click()
    await inUse('Starter model').getByText('In use').waitFor()
    expect(await settings().getByRole('tab', { name: 'Models' }).getAttribute('aria-selected')).toBe('true')
  })

  test('offered models say what they are, how large, and under which licence; nothing is fetched', async () => {
    const clip = row('CLIP B/32, compact')
    await clip.getByText('Suggested').waitFor()
    await button(clip, /^Download \(156\sMB\)$/u).waitFor()
    await clip.getByText('English', { exact: true }).waitFor()
    const licence = clip.getByRole('link', { name: /^Licence: MIT/u })
    expect(await licence.getAttribute('href')).toMatch(/^https:\/\/github\.com\/openai\/CLIP/u)
    await settings()
      .getByText('Sightline goes online for one thing only', { exact: false })
      .filter({ hasText: 'huggingface.co' })
      .waitFor()
    const { models } = await window.ask('models.list', {})
    expect(models.filter(({ state }) => state === 'downloading')).toEqual([])
  })

  test('a folder whose model cannot be used is refused with the field and the reason', async () => {
    await pick('Odd')
    await settings().getByRole('alert').filter({ hasText: 'embeddingSize' }).waitFor()
    expect((await active())?.id).toBe('starter')
    expect(await row('Odd').count()).toBe(0)
  })

  test('a model is added from a folder, and what was wrong before is said no more', async () => {
    await pick('Twin')
    await settings().getByRole('status').filter({ hasText: 'Twin was added.' }).waitFor()
    await row('Twin').getByText('On this computer').waitFor()
    expect(await settings().getByRole('alert').count()).toBe(0)
    expect(existsSync(join((await window.ask('models.list', {})).modelsFolder, 'twin', 'model.json'))).toBe(
      true,
    )
  })

  test('it is used: photos are read for it, then it answers, and the hint goes', async () => {
    await button(row('Twin'), 'Use').click()
    await inUse('Twin').getByText('In use').waitFor({ timeout: 60_000 })
    await settings().getByRole('status').filter({ hasText: 'Twin answers your searches now.' }).waitFor()
    await row('Starter model').getByText('On this computer').waitFor()
    await window.page.keyboard.press('Escape')
    await settings().waitFor({ state: 'detached' })
    await window.page.getByText(hint, { exact: true }).waitFor({ state: 'detached' })
    expect(await window.page.locator('[data-photo-id]').count()).toBeGreaterThan(0)
  })

  test('words that no model knows are said of the one that answers', async () => {
    await window.page.keyboard.press('/')
    await window.page.keyboard.press('Control+a')
    await window.page.keyboard.type('猫')
    await window.page.getByText('Twin does not know “猫”').first().waitFor()
    await window.page.keyboard.press('Escape')
  })

  test('what is kept for each model is shown, and going back takes no reading', async () => {
    await window.page.keyboard.press('Control+,')
    const kept = settings().getByRole('region', { name: 'Kept for each model' })
    await eventually(async () => (await kept.getByRole('listitem').allInnerTexts()).length).toBe(2)
    await kept.getByText(`${photoCount} photos ·`, { exact: false }).first().waitFor()
    await button(row('Starter model'), 'Use').click()
    await inUse('Starter model').getByText('In use').waitFor()
    expect((await active())?.id).toBe('starter')
  })

  test('its embeddings are deleted on their own, after a question', async () => {
    const kept = settings().getByRole('region', { name: 'Kept for each model' })
    await button(kept, 'Delete…').click()
    const question = window.page.getByRole('dialog', { name: 'Delete what Twin read?' })
    await question.getByText(`${photoCount} photos have to be read anew`, { exact: false }).waitFor()
    await question.getByRole('button', { name: 'Delete', exact: true }).click()
    await settings()
      .getByRole('status')
      .filter({ hasText: `What Twin read from ${photoCount} photos was deleted.` })
      .waitFor()
    await eventually(() => kept.getByRole('listitem').count()).toBe(1)
  })

  test('it is removed after a question that says how much room comes back', async () => {
    const { modelsFolder } = await window.ask('models.list', {})
    await button(row('Twin'), 'Remove…').click()
    const question = window.page.getByRole('dialog', { name: 'Remove Twin?' })
    await question.getByText(/^This gives back 38\sMB\.$/u).waitFor()
    await window.page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(await settings().count(), 'Escape closes the question alone').toBe(1)
    await button(row('Twin'), 'Remove…').click()
    await question.getByRole('button', { name: 'Remove model' }).click()
    await row('Twin').waitFor({ state: 'detached' })
    expect(await window.page.evaluate(() => document.activeElement?.textContent)).toBe('More models')
    expect(existsSync(join(modelsFolder, 'twin'))).toBe(false)
    expect(await button(row('Starter model'), 'Remove…').count()).toBe(0)
    await window.page.keyboard.press('Escape')
  })

  test('photos that the model could not read are counted for as long as they are not found', async () => {
    const { page } = window
    const untell = await tellInstead(page, 'models.list', (overview) => ({ ...overview, notFound: 3 }))
    await page.reload()
    await page.locator('[data-photo-id]').first().waitFor()
    await page.keyboard.press('Control+,')
    await settings().getByText('3 photos are not found with this model yet', { exact: false }).waitFor()
    await untell()
  })

  test('a model that is put among the models appears, and keeps in its row why it was refused', async () => {
    const { modelsFolder } = await window.ask('models.list', {})
    await settings().getByRole('region', { name: 'Starter model', exact: true }).waitFor()
    expect(await row('Odd').count()).toBe(0)
    refusable(join(modelsFolder, 'odd'))
    await button(row('Odd'), 'Use').click()
    await row('Odd').getByRole('alert').filter({ hasText: 'embeddingSize' }).waitFor()
    await settings().getByRole('tab', { name: 'Speed' }).click()
    await settings().getByRole('tab', { name: 'Models' }).click()
    await row('Odd').getByRole('alert').filter({ hasText: 'embeddingSize' }).waitFor()
    expect(await settings().getByText('embeddingSize', { exact: false }).count(), 'said once').toBe(1)
  })

  test('nothing on the way was refused or thrown', () => {
    // The browser notes the status with which the odd model was refused.
    expect(window.complaints.filter((complaint) => !complaint.includes('status of 422'))).toEqual([])
  })
})

/** A model whose manifest says another size of embedding than its towers make. */
function refusable(dir: string): void {
  copyOfStarter(dir, { id: 'odd', name: 'Odd' })
  const file = join(dir, 'model.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...manifest, embeddingSize: 300 }))
}
