import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testEngine } from '../helpers/engine.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { fillDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'

const photoCount = 3_000

const names = (from: number) => Array.from({ length: 20 }, (_, n) => `a tag that takes some room ${from + n}`)

it('on a full disk nothing of what the person says is half stored, and all of it works once there is room', async () => {
  // Room for what can be undone too, and for a backup of it.
  const disk = smallDisk(120)
  if (!disk) return console.log(whyNoSmallDisk)
  const dataDir = join(disk, 'data')
  mkdirSync(dataDir)
  firstVersionCatalog(dataDir, photoCount)
  const engine = await testEngine(dataDir)
  const photoIds = Array.from({ length: photoCount }, (_, n) => n + 1)
  const tag = (from: number) => engine.request('photos.tag', { photoIds, add: names(from) })

  expect(await tag(0)).toMatchObject({ ok: true })
  const makeRoom = fillDisk(disk, 0)
  let stored = 20
  let reply = await tag(stored)
  // The journal that is there already has room for a little more.
  for (; reply.ok && stored < 400; reply = await tag(stored)) stored += 20
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'disk-full', message: expect.stringMatching(/nothing was changed; make room/) },
  })
  const tagsOf = async (photoId: number) => (await engine.handlers['photos.details']({ photoId })).tags.length
  expect([await tagsOf(1), await tagsOf(photoCount)]).toEqual([stored, stored])
  // Recent searches take the places of older ones: what is written again and again fills the journal in the end.
  const remember = (n: number) =>
    engine.request('searches.remember', { text: `${n} ${'word '.repeat(1_500)}` })
  let remembered = 0
  let refused = await remember(remembered)
  for (; refused.ok && remembered < 2_000; refused = await remember(remembered)) remembered += 1
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'disk-full', message: expect.stringMatching(/nothing was changed; make room/) },
  })
  expect(
    await engine.request('search.run', { query: { kind: 'words', text: 'is:favourite' } }),
  ).toMatchObject({
    ok: true,
  })
  expect(await engine.request('library.backup', {})).toMatchObject({
    ok: false,
    error: { code: 'disk-full' },
  })
  expect(readdirSync(join(dataDir, 'backups')).filter((name) => !name.startsWith('before-version'))).toEqual(
    [],
  )

  makeRoom()
  expect(await tag(stored)).toMatchObject({ ok: true, value: { changed: photoCount } })
  expect(await tagsOf(photoCount)).toBe(stored + 20)
  expect(await engine.request('library.backup', {})).toMatchObject({ ok: true })
  const catalog = (await engine.doctor({ repair: false })).findings.slice(0, 3)
  expect(catalog.map(({ subject, ok }) => `${subject} ${ok}`)).toEqual([
    'catalog true',
    'own data true',
    'backups true',
  ])
  await engine.stop()
}, 60_000)
