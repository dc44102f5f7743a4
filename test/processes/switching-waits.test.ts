import { expect, it, onTestFinished, vi } from 'vitest'
import { until } from '../helpers/engine.ts'
import { answering, modelsOf, switchingLibrary } from '../helpers/switching.ts'

// Real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function opened() {
  const library = await switchingLibrary(3)
  const engine = await library.open()
  onTestFinished(() => engine.stop())
  return engine
}

it('a switch waits for the mains, says so, and ends when they are back', async () => {
  const engine = await opened()
  await engine.handlers['indexing.power']({ onBattery: true })
  await engine.models.use('tiny')
  const said: string[] = []
  const ended = engine.whenSwitched(undefined, (reason) => void said.push(reason))
  await until('the reason', () => said.length > 0)
  expect(said[0]).toMatch(/battery/)
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'tiny' })
  await engine.handlers['indexing.power']({ onBattery: false })
  expect(await ended).toBeNull()
  await answering(engine, 'tiny')
})

it('a person who paused is not waited for: the switch says why it rests', async () => {
  const engine = await opened()
  await engine.handlers['indexing.pause']({})
  await engine.models.use('tiny')
  expect(await engine.whenSwitched()).toMatch(/pause/i)
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: 'tiny' })
})

it('a model that is given up in its trial is not switched to', async () => {
  const engine = await opened()
  const stop = new AbortController()
  const using = engine.models.use('tiny', stop.signal)
  await until('the trial', () => engine.workers.some(({ kind }) => kind === 'model'))
  stop.abort()
  await expect(using).rejects.toThrow(/abort/i)
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: null })
})
