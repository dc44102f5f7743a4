import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const photoCount = 30

/** A library whose photos have all been moved out of it but three. */
async function emptied() {
  const data = tempDir('cli-missing-data')
  const photos = tempDir('cli-missing')
  const elsewhere = join(tempDir('cli-missing-elsewhere'), 'photos')
  await paintPhotos(photos, photoCount)
  const sightline = (...args: string[]) => runCli([...args, '--data', data])
  await sightline('add', photos)
  await sightline('index')
  mkdirSync(elsewhere)
  for (const name of readdirSync(photos).slice(3)) renameSync(join(photos, name), join(elsewhere, name))
  return { sightline, photos }
}
const jsonOf = async (run: Promise<{ json(): unknown }>) => (await run).json()

test('photos that go all at once are asked about before they count as missing', async () => {
  const { sightline, photos } = await emptied()
  const run = await sightline('index')
  expect(run.code).toBe(0)
  expect(run.stderr).toMatch(new RegExp(`27 of 30 photos in ${photos} went at once`))
  expect(run.stderr).toContain('--accept-missing')
  expect(await jsonOf(sightline('status', '--json'))).toMatchObject({
    photos: photoCount,
    missing: 0,
    roots: [{ vanished: { files: 27, of: photoCount } }],
  })
  expect((await sightline('doctor')).stdout).toContain('27 of its 30 photos went at once')

  expect((await sightline('index', '--accept-missing')).code).toBe(0)
  const after = await jsonOf(sightline('status', '--json'))
  expect(after).toMatchObject({ photos: 3, missing: 27, roots: [{ vanished: null }] })
}, 60_000)

test('photos that the person keeps are no longer asked about', async () => {
  const { sightline } = await emptied()
  await sightline('index')
  expect((await sightline('index', '--keep-missing')).stderr).not.toContain('went at once')
  expect(await jsonOf(sightline('status', '--json'))).toMatchObject({ roots: [{ vanished: null }] })
  expect((await sightline('index', '--keep-missing', '--accept-missing')).code).toBe(2)
}, 60_000)

test('photos that were kept can be given up later', async () => {
  const { sightline, photos } = await emptied()
  await sightline('index')
  await sightline('index', '--keep-missing')
  expect(await jsonOf(sightline('status', '--json'))).toMatchObject({ photos: 30, roots: [{ kept: 27 }] })
  const run = await sightline('index', '--accept-missing')
  expect(run.stderr).toContain(`27 photos that were kept in ${photos} count as missing now`)
  expect(await jsonOf(sightline('status', '--json'))).toMatchObject({
    photos: 3,
    missing: 27,
    roots: [{ vanished: null, kept: 0 }],
  })
}, 60_000)
