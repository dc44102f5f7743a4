import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { tempDir } from '../helpers/temp.ts'

const fixture = join(import.meta.dirname, '../fixtures/mark-photos.ts')

/** Lets a process mark photos and kills it after it has told of so many. Gives the ids that it told of. */
async function markUntilKilled(file: string, count: number): Promise<number[]> {
  const child = spawn(process.execPath, [fixture, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    if (told.split('\n').length > count) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  return told.split('\n').filter(Boolean).map(Number)
}

it.each([1, 40, 333])(
  'what the person said is there, whole, after a kill -9 behind word %i',
  async (count) => {
    const file = firstVersionCatalog(tempDir('own-kill'), 2_000)
    openCatalog(file).close()
    const told = await markUntilKilled(file, count)
    expect(told.length).toBeGreaterThanOrEqual(count)
    expect(told.length).toBeLessThan(1_800)

    const catalog = openCatalog(file)
    expect(catalog.setAside).toBeNull()
    expect(catalog.integrity()).toBe('ok')
    for (const id of told) {
      expect(catalog.photos.detail(id)?.rating).toBe((id % 5) + 1)
      expect(catalog.tags.of(id)).toEqual([`tag ${id % 7}`])
      expect(catalog.collections.of(id)).toHaveLength(1)
    }
    // The one that was being said is there as a whole or not at all.
    const rated = catalog.photos.findableIds().filter((id) => catalog.photos.detail(id)?.rating !== null)
    expect(rated.every((id) => catalog.collections.of(id).length === 1)).toBe(true)
    expect(catalog.references.faults()).toBe(0)
    catalog.close()
  },
)
