import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { tempDir } from '../helpers/temp.ts'

const fixture = join(import.meta.dirname, '../fixtures/step-and-turn.ts')

/** Lets a process change photos, undo it and redo it, and kills it some time after so many words of it. */
async function turnUntilKilled(file: string, count: number, laterMs: number): Promise<void> {
  const child = spawn(process.execPath, [fixture, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    if (told.split('\n').length > count) setTimeout(() => child.kill('SIGKILL'), laterMs)
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(told.split('\n').length).toBeGreaterThan(count)
}

it.each([
  [1, 3],
  [4, 9],
  [8, 1],
  [12, 14],
])('photos and what can be undone of them agree after a kill -9 behind word %i', async (count, laterMs) => {
  const file = firstVersionCatalog(tempDir('undo-kill'), 2_000)
  openCatalog(file).close()
  await turnUntilKilled(file, count, laterMs)

  const catalog = openCatalog(file)
  expect(catalog.integrity()).toBe('ok')
  const said = () => {
    const all = catalog.photos.findableIds().map((id) => {
      const tags = catalog.tags.of(id).toSorted().join()
      return `${catalog.photos.detail(id)?.rating ?? 'no'} ${tags}`
    })
    return [...new Set(all)]
  }
  // Each step rates every photo and tags it: all of them stand at the same step.
  const steps: string[][] = [said()]
  expect(steps[0]).toHaveLength(1)
  while (catalog.steps.next().undo) {
    const { step } = catalog.steps.undo()
    const rating = step.label.kind === 'rate' ? step.label.rating : 0
    expect(steps.at(-1)?.[0]).toMatch(new RegExp(`^${rating} .*tag ${rating}`, 'u'))
    steps.push(said())
    expect(steps.at(-1)).toHaveLength(1)
  }
  expect(steps.at(-1)).toEqual(['no '])
  catalog.close()
})
