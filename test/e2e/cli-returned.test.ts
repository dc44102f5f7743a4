import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

test('index says that a folder was found again at another place', async () => {
  const [data, disks] = [tempDir('cli-returned-data'), tempDir('cli-returned')]
  const sightline = (...args: string[]) => runCli([...args, '--data', data])
  const [was, is] = [join(disks, 'STICK', 'photos'), join(disks, 'STICK1', 'photos')]
  await paintPhotos(was, 5)
  await sightline('add', was)
  await sightline('index')
  renameSync(join(disks, 'STICK'), join(disks, 'STICK1'))
  const run = await sightline('index', '--json')
  expect(run.json()).toMatchObject({ photos: 5, skipped: 5, returned: [{ from: was, path: is }] })
  renameSync(join(disks, 'STICK1'), join(disks, 'STICK'))
  expect((await sightline('index')).stderr).toContain(`${is} was found again at ${was}`)
  expect((await sightline('index')).stderr).not.toContain('found again')
}, 60_000)

test('search sends to "index" where folders are there and nothing of them is read yet', async () => {
  const [data, photos] = [tempDir('cli-unread-data'), tempDir('cli-unread')]
  await paintPhotos(photos, 1)
  await runCli(['add', photos, '--data', data])
  const { stderr } = await runCli(['search', 'sky', '--data', data])
  expect(stderr).toContain('sightline index')
  expect(stderr).not.toContain('sightline add')
}, 60_000)
