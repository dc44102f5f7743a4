import { afterEach, describe, expect, test } from 'vitest'
import { createEngineClient, type EngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import type { EngineProcess, EventMessage } from '../../src-main/hosts/shared/engine-link.ts'
import type { HeartbeatLimits } from '../../src-main/hosts/shared/heartbeat.ts'
import { spawnNodeEngine } from '../../src-main/hosts/shared/node-engine.ts'
import { modelsDir, testEngine, until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const running: EngineClient[] = []
afterEach(async () => {
  for (const client of running.splice(0)) await client.stop()
})

function start(dataDir: string, backOffMs?: readonly number[], heartbeat?: HeartbeatLimits) {
  const engines: EngineProcess[] = []
  const events: EventMessage[] = []
  const logged: string[] = []
  const client = createEngineClient({
    spawn: () => {
      const engine = spawnNodeEngine()
      engines.push(engine)
      return engine
    },
    dataDir,
    modelsDir,
    onEvent: (name, payload) => void events.push({ kind: 'event', name, payload } as EventMessage),
    log: (_, message) => void logged.push(message),
    ...(backOffMs && { backOffMs }),
    ...(heartbeat && { heartbeat }),
  })
  running.push(client)
  const states = () =>
    events.filter((event) => event.name === 'engine.state').map(({ payload }) => payload.kind)
  return { client, engines, events, states, logged }
}

describe('an engine in a process of its own', () => {
  test('answers requests, tells events and hands out pictures', async () => {
    const { client, events } = start(tempDir('engine-data'))
    const folder = tempDir('engine-photos')
    await paintPhotos(folder, 2)
    expect(await client.request('roots.add', { path: folder })).toMatchObject({ ok: true })
    await until('both photos are indexed', () =>
      events.some(({ name, payload }) => name === 'indexing.progress' && payload.library.embedded === 2),
    )
    const list = await client.request('photos.list', { view: { kind: 'all' } })
    const [photoId = 0] = (list as { value: { ids: number[] } }).value.ids
    expect(await client.picture(photoId, 'thumbnail')).toMatchObject({ kind: 'bytes', mime: 'image/webp' })
    await expect(client.picture(999, 'full')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is started again when it dies, and requests that come meanwhile are answered', async () => {
    const { client, engines, states } = start(tempDir('engine-killed'))
    await until('the engine is ready', () => client.state().kind === 'ready')
    const lost = client.request('engine.info', {})
    engines[0]?.kill()
    const patient = until('its death is seen', () => client.state().kind === 'restarting').then(() =>
      client.request('engine.info', {}),
    )
    expect(['engine-down', undefined]).toContain(((await lost) as { error?: { code: string } }).error?.code)
    expect(await patient).toMatchObject({ ok: true })
    expect(states()).toEqual(['ready', 'restarting', 'ready'])
    expect(engines).toHaveLength(2)
  })

  test.skipIf(process.platform === 'win32')(
    'is replaced when it hangs, and what was asked of it is answered (Windows cannot stop a process)',
    async () => {
      const limits = { everyMs: 100, silentMs: 3_000, startMs: 60_000 }
      const { client, engines, states, logged } = start(tempDir('engine-hung'), [1], limits)
      await until('the engine is ready', () => client.state().kind === 'ready')
      process.kill(engines[0]?.pid ?? 0, 'SIGSTOP')
      expect(await client.request('engine.info', {})).toMatchObject({
        ok: false,
        error: { code: 'engine-down' },
      })
      expect(client.state()).toMatchObject({ message: expect.stringContaining('is starting again') })
      await until('another one is ready', () => client.state().kind === 'ready')
      expect(await client.request('engine.info', {})).toMatchObject({ ok: true })
      expect(engines).toHaveLength(2)
      expect(() => process.kill(engines[0]?.pid ?? 0, 0)).toThrow('ESRCH')
      expect(states()).toEqual(['ready', 'restarting', 'ready'])
      expect(logged).toEqual(['the engine hangs (it did not answer for 3 s) and is ended'])
    },
  )

  test('that keeps dying is given up with a sentence, and comes back when asked to', async () => {
    const { client, engines } = start(tempDir('engine-doomed'), [1])
    for (let death = 1; death <= 5; death += 1) {
      await until(`engine ${death} runs`, () => engines.length === death)
      engines[death - 1]?.kill()
    }
    await until('it is given up', () => client.state().kind === 'failed')
    expect(client.state()).toMatchObject({ message: expect.stringContaining('5 times') })
    expect(await client.request('engine.info', {})).toMatchObject({
      ok: false,
      error: { code: 'engine-down' },
    })
    await client.restart()
    expect(await client.request('engine.info', {})).toMatchObject({ ok: true })
  })

  test("that cannot have its data folder says so with the engine's own code, and does not try again", async () => {
    const dataDir = tempDir('engine-busy')
    const other = await testEngine(dataDir)
    const { client, engines } = start(dataDir)
    await until('it has failed', () => client.state().kind === 'failed')
    expect(await client.request('engine.info', {})).toMatchObject({
      ok: false,
      error: { code: 'data-folder-busy' },
    })
    expect(engines).toHaveLength(1)
    await other.stop()
    await client.restart()
    expect(await client.request('engine.info', {})).toMatchObject({ ok: true })
  })

  test('is gone with all its workers when its client has stopped', async () => {
    const { client, engines } = start(tempDir('engine-stopped'))
    await client.request('search.run', { query: { kind: 'words', text: 'dog' } })
    await client.stop()
    const pid = engines[0]?.pid ?? 0
    expect(pid).toBeGreaterThan(0)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(await client.request('engine.info', {})).toMatchObject({
      ok: false,
      error: { code: 'engine-down' },
    })
  })
})
