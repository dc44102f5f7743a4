import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { copyCaptioned, hasCaptioned, needsShared, paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { childrenOf, isAlive } from '../helpers/web-app.ts'

const photoCount = 500
/** The goal is one second; ten leave room for a busy machine and still catch a start that reads photos again. */
const secondStartLimitMs = 10_000

describe('500 photos on the command line', () => {
  const data = tempDir('durable-data')
  const photos = tempDir('durable-photos')
  const sightline = (...args: string[]) => runCli([...args, '--data', data, '--json'])
  const embedded = () => {
    const catalog = new Database(join(data, 'catalog.sqlite'), { readonly: true })
    try {
      return catalog.prepare('SELECT count(*) AS count, max(id) AS maxId FROM embeddings').get() as Embedded
    } finally {
      catalog.close()
    }
  }

  test('killed with -9 in the middle, indexing goes on where it was and embeds nothing twice', async () => {
    if (hasCaptioned) copyCaptioned(photos, photoCount)
    else await paintPhotos(photos, photoCount)
    expect((await sightline('add', photos)).code).toBe(0)

    const first = startCli(['index', '--data', data, '--json'])
    await until('a part is embedded', () => embedded().count > 60, 60_000)
    const workers = childrenOf(first.child.pid ?? 0)
    first.child.kill('SIGKILL')
    await first.ended
    expect(workers.length).toBeGreaterThan(0)
    await until('its workers are gone too', () => !workers.some(isAlive))

    const before = embedded()
    expect(before.count).toBeLessThan(photoCount)
    const second = await sightline('index')
    expect(second.json()).toMatchObject({
      photos: photoCount,
      indexed: photoCount - before.count,
      failed: [],
    })
    // Ids of embeddings are never reused, so the highest one counts every embedding that was ever stored.
    expect(embedded()).toEqual({ count: photoCount, maxId: photoCount })
    expect((await sightline('doctor')).json()).toMatchObject({ ok: true })
  })

  test('a second start over the unchanged folder embeds nothing, and quickly', async () => {
    const started = performance.now()
    const run = await sightline('index')
    const tookMs = performance.now() - started
    console.log(
      `a second start over ${photoCount} photos took ${Math.round(tookMs)} ms with the process's own start`,
    )
    expect(run.json()).toMatchObject({ photos: photoCount, indexed: 0, skipped: photoCount })
    expect(tookMs).toBeLessThan(secondStartLimitMs)
  })

  test('Ctrl+C in the middle stops in order and says how to go on', async () => {
    await paintPhotos(join(photos, 'more'), 150, 200)
    const run = startCli(['index', '--data', data])
    await until('more are embedded', () => embedded().count > photoCount, 60_000)
    run.child.kill('SIGINT')
    const { code, stderr } = await run.ended
    expect(code).toBe(1)
    expect(stderr).toContain('goes on from here')
    expect((await sightline('index')).json()).toMatchObject({ photos: photoCount + 150, failed: [] })
    expect(embedded()).toEqual({ count: photoCount + 150, maxId: photoCount + 150 })
  })

  test.skipIf(!hasCaptioned)(`words find what is in the picture (${needsShared})`, async () => {
    const run = await sightline('search', 'a dog running in the snow', '--limit', '10')
    const { results } = run.json() as { results: { path: string }[] }
    expect(results).toHaveLength(10)
    expect(results.every(({ path }) => path.startsWith(photos))).toBe(true)
  })
})

interface Embedded {
  readonly count: number
  readonly maxId: number
}
