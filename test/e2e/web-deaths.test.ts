import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { childrenOf, isAlive, startWebApp, type WebApp } from '../helpers/web-app.ts'

let app: WebApp | undefined
afterEach(() => app?.stop())

/** A web host in the middle of indexing, and every process under it. */
async function indexingApp(): Promise<{ app: WebApp; engine: number; workers: number[]; home: string }> {
  const home = tempDir('deaths-home')
  await paintPhotos(join(home, 'Pictures'), 200)
  app = await startWebApp(home, tempDir('deaths-data'))
  expect(await ask(app, 'roots.add', { path: join(home, 'Pictures') })).toMatchObject({ ok: true })
  const engine = app.enginePid()
  await until('photo workers run', () => childrenOf(engine).length > 1)
  return { app, engine, workers: childrenOf(engine), home }
}

test('a host that is killed takes its engine and every worker along', async () => {
  const { app, engine, workers } = await indexingApp()
  process.kill(app.pid, 'SIGKILL')
  await until('all of them are gone', () => ![engine, ...workers].some(isAlive))
})

test('an engine that is killed takes its workers along, and the next one finishes the work', async () => {
  const { app, engine, workers } = await indexingApp()
  process.kill(engine, 'SIGKILL')
  await until('its workers are gone', () => !workers.some(isAlive))
  await until(
    'every photo is indexed',
    async () => {
      const { value } = (await ask(app, 'indexing.progress', {})) as Progressed
      return value?.library.embedded === 200
    },
    60_000,
  )
})

test('a host that ends in order leaves nothing behind', async () => {
  const { app, engine, workers } = await indexingApp()
  expect(await app.stop()).toBe(0)
  expect([engine, ...workers].filter(isAlive)).toEqual([])
})

interface Progressed {
  readonly value?: { readonly library: { readonly embedded: number } }
}

async function ask({ url, port }: WebApp, name: string, args: unknown): Promise<unknown> {
  const authorization = `Bearer ${new URL(url).searchParams.get('token')}`
  const init = { method: 'POST', headers: { authorization }, body: JSON.stringify(args) }
  return (await fetch(`http://127.0.0.1:${port}/api/request/${name}`, init)).json()
}
