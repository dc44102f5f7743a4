import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PlainError } from '../../src-preload/contract/index.ts'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { copyOfStarter, starterManifest } from '../helpers/model-folders.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { listed, openShop } from '../helpers/shop.ts'
import { tempDir } from '../helpers/temp.ts'

test('the list makes nothing where there is no library, and asks no server', async () => {
  const { hub, env, data } = await openShop()
  const { code, stdout, stderr } = await runCli(['models'], { ...env, SIGHTLINE_DATA: join(data, 'none') })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\* starter {2}Starter model \(answers, /)
  expect(stdout).toMatch(/\n {2}twin {5}Twin \(can be fetched, 38 MB, suggested\)/)
  expect(stderr).toContain(join(data, 'none', 'models'))
  expect(existsSync(join(data, 'none'))).toBe(false)
  expect(hub.visits).toEqual([])
})

test('the list says of a model of fewer bits how it compares with its original', async () => {
  const env = { SIGHTLINE_DATA: join(tempDir('data'), 'none') }
  const quantized = { bits: 8, agreement: expect.stringContaining('models check') as string }
  const models = await listed(env)
  expect(models.find(({ id }) => id === 'clip-vit-b32-int8')).toMatchObject({ quantized })
  expect(models.find(({ id }) => id === 'starter')).toMatchObject({ quantized: null })
  expect((await runCli(['models'], env)).stdout).toMatch(/\n +In 8 bits\. .*"sightline models check" does\./)
})

test('a model is fetched, used, asked, given back and removed', async () => {
  const { env, data } = await openShop()
  const photos = join(tempDir('photos'), 'Photos')
  await paintPhotos(photos, 3)
  expect((await runCli(['add', photos], env)).code).toBe(0)
  expect((await runCli(['index'], env)).code).toBe(0)

  const got = await runCli(['models', 'get', 'twin'], env)
  expect(got).toMatchObject({
    code: 0,
    stdout: `Twin is here (38 MB), in ${join(data, 'models', 'twin')}.\n`,
  })
  expect(got.stderr).toContain('"sightline models use twin" reads your photos for it.')
  expect((await listed(env)).map(({ id, state, role }) => [id, state, role])).toEqual([
    ['starter', 'installed', 'active'],
    ['twin', 'installed', null],
  ])

  const used = await runCli(['models', 'use', 'twin', '--json'], env)
  expect(used.json()).toMatchObject({ model: { id: 'twin', role: 'active', embeddings: { photos: 3 } } })
  const found = (await runCli(['search', 'red', '--json'], env)).json() as { results: unknown[] }
  expect(found.results).toHaveLength(3)

  expect((await runCli(['models', 'remove', 'twin'], env)).stderr).toContain('answers your searches')
  expect((await runCli(['models', 'use', 'starter', '--now'], env)).stdout).toBe(
    'Starter model answers now, with 3 photos.\n',
  )
  expect((await runCli(['models', 'forget', 'starter'], env)).stderr).toContain('answers your searches')
  expect((await runCli(['models', 'forget', 'nope'], env)).stderr).toContain('There is no model "nope"')
  expect((await runCli(['models', 'forget', 'twin'], env)).stdout).toMatch(
    /^Forgot what twin made of 3 photos/,
  )
  expect((await listed(env)).find(({ id }) => id === 'twin')).toMatchObject({
    state: 'installed',
    embeddings: { photos: 0 },
  })
  expect((await runCli(['models', 'remove', 'twin'], env)).stdout).toMatch(/^Removed the model twin, 38 MB/)
  expect((await listed(env)).find(({ id }) => id === 'twin')).toMatchObject({
    state: 'offered',
    embeddings: { photos: 0 },
  })
}, 120_000)

test('a model that nobody knows is not found, and nothing is made for it', async () => {
  const data = join(tempDir('data'), 'none')
  for (const command of ['get', 'use', 'remove', 'forget']) {
    const { code, stderr } = await runCli(['models', command, 'nope'], { SIGHTLINE_DATA: data })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/"nope".*"sightline models"/)])
  }
  expect(existsSync(data)).toBe(false)
})

test('beside a running Sightline models can be fetched and listed; a switch is asked for in its window', async () => {
  const { env } = await openShop()
  const running = startCli(['index', '--watch'], env)
  await until('the watch', () => running.stderr().includes('Watching'))
  expect((await runCli(['models', 'get', 'twin'], env)).code).toBe(0)
  expect((await listed(env)).find(({ id }) => id === 'twin')?.state).toBe('installed')
  const used = await runCli(['models', 'use', 'twin'], env)
  expect(used.code).toBe(1)
  expect(used.stderr).toContain('do this in its window, in Settings under Models')
  for (const command of ['use', 'remove', 'forget'])
    expect((await runCli(['models', command, 'nope'], env)).stderr).toContain('There is no model "nope"')
  const other = copyOfStarter(tempDir('usb'), { id: 'other', name: 'Other' })
  const imported = await runCli(['models', 'import', other], env)
  expect(imported.stderr).toContain(
    'Sightline is open: choose Other in its window, in Settings under Models.',
  )
  running.child.kill('SIGINT')
  await running.ended
})

test('a folder is imported; one that cannot be used is refused with field and reason', async () => {
  const env = { SIGHTLINE_DATA: tempDir('data') }
  const folder = copyOfStarter(tempDir('usb'))
  expect((await runCli(['models', 'import', folder], env)).stdout).toMatch(/^Twin was tried and is here/)
  expect((await runCli(['models', 'import', folder], env)).stderr).toMatch(
    /^id: a model "twin" is here already/,
  )
  const { text } = starterManifest()
  const wrong = copyOfStarter(tempDir('usb'), { id: 'wrong', text: { ...text, output: 'nothing' } })
  const refused = await runCli(['models', 'import', wrong, '--json'], env)
  expect(refused.code).toBe(1)
  const { error } = refused.json() as { error: PlainError }
  expect(error.code).toBe('model-refused')
  expect(error.message).toContain('nothing')
  expect((await listed(env)).some(({ id }) => id === 'wrong')).toBe(false)
  mkdirSync(join(folder, 'empty'))
  expect((await runCli(['models', 'import', join(folder, 'empty')], env)).stderr).toMatch(
    /^model\.json: it is missing/,
  )
})

test('a switch that waits for a folder names it, the way to answer at once, and the way back', async () => {
  const data = tempDir('data')
  const env = { SIGHTLINE_DATA: data }
  const photos = join(tempDir('photos'), 'Photos')
  await paintPhotos(photos, 2)
  expect((await runCli(['add', photos], env)).code).toBe(0)
  expect((await runCli(['index'], env)).code).toBe(0)
  copyOfStarter(join(data, 'models', 'twin'))
  renameSync(photos, `${photos} elsewhere`)
  const { code, stdout, stderr } = await runCli(['models', 'use', 'twin'], env)
  expect([code, stdout]).toEqual([1, 'Twin does not answer yet: 0 photos of 2 have been read for it.\n'])
  expect(stderr).toContain(`${photos} cannot be reached now.`)
  expect(stderr).toMatch(/with --now it answers at once.*"sightline models use starter" gives it up\.\n$/)
  expect((await runCli(['models'], env)).stderr).toContain('"sightline models use starter" gives that up.')
  expect((await runCli(['status'], env)).stdout).toMatch(/\nNext: {2}Twin, 0 of 2 photos .*use starter/)

  renameSync(`${photos} elsewhere`, photos)
  renameSync(join(photos, 'painted-000.jpg'), join(photos, '..', 'kept.jpg'))
  await runCli(['models', 'use', 'twin', '--now'], env)
  const unread = '1 more photo has not been read for Twin yet; "sightline index" goes on'
  const status = await runCli(['status'], env)
  expect(status.stdout).toContain(`1 of 2 photos can be found with Twin: ${unread}`)
  for (const asked of [['models'], ['search', 'water']])
    expect((await runCli(asked, env)).stderr).toContain(unread)
  expect((await runCli(['doctor'], env)).stdout).toContain('1 more photo is not found yet')
}, 90_000)
