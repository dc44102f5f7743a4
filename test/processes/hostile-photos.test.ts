import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { photoPool } from '../helpers/photo-workers.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

const hostile = join(sharedData, 'hostile')
const pool = photoPool({ workers: 2 })
afterAll(() => pool.stop())

/** Every `step`th file: the whole corpus is for a longer run. */
function sample(folder: string, step: number): string[] {
  const names = readdirSync(join(hostile, folder)).toSorted()
  return names.filter((_, at) => at % step === 0).map((name) => join(hostile, folder, name))
}

describe.skipIf(!existsSync(hostile))(`hostile pictures (${needsShared})`, () => {
  it('end with a picture or a sentence each, and with the workers alive', async () => {
    const paths = sample('bad', 8)
    const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
    for (const [at, outcome] of outcomes.entries()) {
      expect(['indexed', 'failed'], paths[at]).toContain(outcome.kind)
      if (outcome.kind === 'failed') expect(outcome.reason, paths[at]).toMatch(/^[A-Z].{8,200}\.$/)
    }
  })

  it('are read where a good decoder reads them', async () => {
    const paths = sample('good', 7)
    const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
    const unread = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.reason] : []))
    expect(unread).toEqual([])
  })
})
