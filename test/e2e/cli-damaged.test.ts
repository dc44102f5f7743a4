import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

test('doctor names a damaged catalog and leaves it; a question sets it aside, and index fills the new one', async () => {
  const data = tempDir('cli-damaged')
  const photos = tempDir('cli-damaged-photos')
  await paintPhotos(photos, 3)
  const sightline = (...args: string[]) => runCli([...args, '--data', data])
  const asideIn = () => readdirSync(data).filter((name) => name.startsWith('catalog.damaged-'))
  await sightline('add', photos)
  writeFileSync(join(data, 'catalog.sqlite'), 'this was a catalog once')

  const doctor = await sightline('doctor')
  expect(doctor).toMatchObject({ code: 1, stdout: '' })
  expect(doctor.stderr).toMatch(/^The catalog .+ is damaged.*sightline index.*\n$/)
  expect(asideIn()).toEqual([])

  const status = await sightline('status', '--json')
  expect(status.json()).toMatchObject({ photos: 0, roots: [{ path: photos }] })
  expect(status.stderr).toContain('has been kept as')
  expect(asideIn()).toHaveLength(1)
  expect((await sightline('index', '--json')).json()).toMatchObject({ photos: 3, indexed: 3 })
  expect((await sightline('doctor')).code).toBe(0)
})
