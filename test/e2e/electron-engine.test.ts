import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import {
  ask,
  askWell,
  openDesktop,
  photoFolder,
  processIds,
  someQuery,
  untilIndexed,
  type Desktop,
} from '../helpers/desktop.ts'

const photoCount = 6
let desktop: Desktop

beforeAll(async () => {
  const folder = await photoFolder('engine', photoCount)
  desktop = await openDesktop({ args: [folder] })
  await untilIndexed(desktop.page, photoCount)
}, 120_000)
afterAll(() => desktop?.app.close())

test('a killed engine comes back by itself, and the window says so meanwhile', async () => {
  const { app, page } = desktop
  await page.evaluate(() => {
    const states: string[] = []
    Object.assign(window, { states })
    window.sightline.on('engine.state', (state) => states.push((state as { kind: string }).kind))
  })
  const [before] = await processIds(app, 'Sightline engine')
  expect(before).toBeGreaterThan(0)
  const banner = page.getByText(/engine stopped .*starting again/).first()
  const shown = banner.waitFor({ timeout: 20_000 })
  process.kill(Number(before), 'SIGKILL')
  await shown
  await banner.waitFor({ state: 'detached', timeout: 30_000 })

  const [after] = await processIds(app, 'Sightline engine')
  expect(after).not.toBe(before)
  const states = await page.evaluate(() => (window as unknown as { states: string[] }).states)
  expect(states).toEqual(['ready', 'restarting', 'ready'])
})

test('searching works again, and the photos are all there', async () => {
  const { page } = desktop
  await page.getByRole('combobox', { name: 'Search photos' }).fill(someQuery)
  await page.getByRole('heading', { level: 1, name: someQuery }).waitFor()
  await until('results', 15_000, async () => {
    const reply = await ask(page, 'search.run', { query: { kind: 'words', text: someQuery } })
    return reply.ok && reply.value.photos.ids.length === photoCount
  })
})

test('a request that meets the dying engine is answered, not left hanging', async () => {
  const { app, page } = desktop
  const [engine] = await processIds(app, 'Sightline engine')
  process.kill(Number(engine), 'SIGSTOP')
  await page.evaluate(() => Object.assign(window, { asked: window.sightline.request('roots.list', {}) }))
  // Requests are taken in order, so that one is with the engine once this one is answered.
  await askWell(page, 'host.info', {})
  process.kill(Number(engine), 'SIGKILL')
  const answer = await page.evaluate(() => (window as unknown as { asked: Promise<unknown> }).asked)
  expect(answer).toMatchObject({ ok: false, error: { code: 'engine-down' } })
  await until('the engine', 15_000, async () => (await ask(page, 'roots.list', {})).ok)
})

test('workers end with their engine', async () => {
  const { app, page } = desktop
  await ask(page, 'search.run', { query: { kind: 'words', text: someQuery } })
  const workers = await until('the query worker', 15_000, async () => {
    const ids = await processIds(app, 'Sightline query worker')
    return ids.length > 0 && ids
  })
  const [engine] = await processIds(app, 'Sightline engine')
  process.kill(Number(engine), 'SIGKILL')
  await until('the end of the workers', 10_000, () => workers.every((pid) => !isRunning(pid)))
})

test('"Start again" starts a fresh engine', async () => {
  const { app, page } = desktop
  await until('the engine', 15_000, async () => (await ask(page, 'roots.list', {})).ok)
  const [before] = await processIds(app, 'Sightline engine')
  expect(await ask(page, 'host.restart-engine', {})).toEqual({ ok: true, value: null })
  await until('another engine', 15_000, async () => {
    const [after] = await processIds(app, 'Sightline engine')
    return after !== undefined && after !== before && (await ask(page, 'roots.list', {})).ok
  })
})

test('quitting leaves no process behind', async () => {
  const { app } = desktop
  const pids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  expect(pids.length).toBeGreaterThan(1)
  await app.close()
  expect(await app.exited).toBe(0)
  await until('their end', 10_000, () => pids.every((pid) => !isRunning(pid)))
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
