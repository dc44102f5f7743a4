import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { answering, modelsOf, searchWords, switchingLibrary } from '../helpers/switching.ts'

// Real engines with real workers: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const fixture = join(import.meta.dirname, '../fixtures/switch-model.ts')

/** Lets a process switch and kills it as soon as it has told of so many photos. */
async function switchUntilKilled(dataDir: string, count: number): Promise<void> {
  const child = spawn(process.execPath, [fixture, dataDir, 'tiny', String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().split('\n').includes(String(count))) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
}

it.each([1, 5, 9])('a switch goes on after a kill -9 behind photo %i of 9', async (count) => {
  const { dataDir, open } = await switchingLibrary(9)
  await switchUntilKilled(dataDir, count)
  const engine = await open()
  const found = await modelsOf(engine)
  // The last photo and the flip are close together: both sides of it are right.
  const sides = ['starter tiny', 'tiny null']
  expect(count === 9 ? sides : sides.slice(0, 1)).toContain(`${found.active} ${found.next}`)
  expect(found.kept).toMatchObject({ starter: 9, tiny: count })
  expect((await searchWords(engine)).photos.ids).toHaveLength(9)
  expect(await engine.indexOnce()).toMatchObject({ photos: 9, indexed: 0, failed: [] })
  await answering(engine, 'tiny')
  expect((await modelsOf(engine)).kept).toMatchObject({ starter: 9, tiny: 9 })
  expect((await engine.doctor({ repair: false })).findings.filter(({ ok }) => !ok)).toEqual([])
  await engine.stop()
})
