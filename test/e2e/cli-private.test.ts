import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCli, runCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

/** What others may read, write or enter, below a folder and itself. */
function openTo(others: string): string[] {
  const below = lstatSync(others).isDirectory() ? readdirSync(others).map((name) => join(others, name)) : []
  const isOpen = (lstatSync(others).mode & 0o077) !== 0
  return [...(isOpen ? [others] : []), ...below.flatMap(openTo)]
}

test.skipIf(process.platform === 'win32')(
  'nothing that the command line or a served window makes can be read by other users (Windows has other rights)',
  async () => {
    const photos = tempDir('private-photos')
    await paintPhotos(photos, 3)
    const dir = join(tempDir('private'), 'data')
    const data = ['--data', dir]
    expect((await runCli(['add', photos, ...data])).code).toBe(0)
    expect((await runCli(['index', ...data])).code).toBe(0)
    expect(openTo(dir)).toEqual([])

    const copy = join(tempDir('private-copy'), 'copy.sqlite')
    expect((await runCli(['backup', copy, ...data])).code).toBe(0)
    expect(openTo(copy)).toEqual([])
    chmodSync(copy, 0o644)
    expect((await runCli(['restore', copy, ...data])).code).toBe(0)
    expect(openTo(dir)).toEqual([])

    chmodSync(dir, 0o755)
    const served = startCli(['serve', ...data])
    await until('the link is printed', () => served.stdout().includes('Ctrl+C ends it.'), 60_000)
    const url = new URL(/http:\S+/.exec(served.stdout())?.[0] ?? '')
    const headers = { authorization: `Bearer ${url.searchParams.get('token')}` }
    const ask = (name: string) =>
      fetch(new URL(`/api/request/${name}`, url), { method: 'POST', headers, body: '{}' })
    expect(await (await ask('library.backup')).json()).toMatchObject({ ok: true })
    expect(openTo(dir)).toEqual([])
    served.child.kill('SIGINT')
    expect((await served.ended).code).toBe(0)
    // The photos are nobody's to close.
    expect(statSync(join(photos, readdirSync(photos)[0] ?? '')).mode & 0o044).not.toBe(0)
  },
)
