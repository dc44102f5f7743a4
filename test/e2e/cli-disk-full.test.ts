import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'

test('index ends on a full disk; index --watch says why it waits, and goes on when there is room', async () => {
  const disk = smallDisk(100)
  if (!disk) return console.log(whyNoSmallDisk)
  const photos = tempDir('cli-full-photos')
  const data = join(disk, 'data')
  await paintPhotos(photos, 60)
  mkdirSync(data)
  expect((await runCli(['add', photos, '--data', data])).code).toBe(0)
  const makeRoom = fillDisk(disk, 150_000)

  const once = await runCli(['index', '--json', '--data', data])
  expect(once.code).toBe(1)
  expect(once.json()).toMatchObject({ error: { code: 'disk-full' } })

  const watch = startCli(['index', '--watch', '--json', '--data', data])
  try {
    await until('the reason is said', () => /^The disk with .+ is full\b.+\n/m.test(watch.stderr()))
    expect(watch.stdout()).toBe('')
    makeRoom()
    await until('the first pass is over', () => watch.stdout().endsWith('}\n'))
  } finally {
    watch.child.kill('SIGINT')
  }
  const { code, json } = await watch.ended
  expect(code).toBe(0)
  expect(json()).toMatchObject({ photos: 60, failed: [] })
}, 40_000)

test('a disk without a byte of room is read, and not taken for a damaged catalog', async () => {
  const disk = smallDisk(20)
  if (!disk) return console.log(whyNoSmallDisk)
  const data = join(disk, 'data')
  await runCli(['add', tempDir('cli-full-empty'), '--data', data])
  const makeRoom = fillDisk(disk, 0)
  const status = await runCli(['status', '--data', data])
  expect([status.code, status.stderr]).toEqual([0, ''])
  expect(status.stdout).toContain('0 photos')
  makeRoom()
  expect((await runCli(['status', '--data', data])).code).toBe(0)
})

test('index does not call a disk full that has room and cannot be written', async () => {
  const [photos, data] = [tempDir('cli-refusing-photos'), tempDir('cli-refusing')]
  await paintPhotos(photos, 3)
  await runCli(['add', photos, '--data', data])
  // A cache is cleared of what is in its way; behind a link that leads nowhere there is no way.
  symlinkSync('/proc/no/such/place', join(data, 'thumbnails'))
  const { code, stderr } = await runCli(['index', '--data', data])
  expect(code).toBe(1)
  expect(stderr).toMatch(/cannot be written \(.+\)\. Check its disk, then "sightline index/)
  expect(stderr).not.toContain('is full')
}, 40_000)
