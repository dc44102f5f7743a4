import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const photoCount = 12

describe('backup and restore on the command line', () => {
  const data = tempDir('cli-backup-data')
  const photos = tempDir('cli-backup-photos')
  const file = join(tempDir('cli-backup'), 'safe.sqlite')
  const sightline = (...args: string[]) => runCli([...args, '--json', '--data', data])

  beforeAll(async () => {
    await paintPhotos(photos, photoCount)
    await sightline('add', photos)
    await sightline('index')
  })

  test('a backup is made while the library is open, and a second one does not replace it', async () => {
    const app = startCli(['index', '--watch', '--json', '--data', data])
    try {
      await until('the app works', () => app.stdout().endsWith('}\n'), 30_000)
      expect((await sightline('backup', file)).json()).toEqual({ path: file, sizeBytes: statSync(file).size })
      const second = await sightline('backup', file)
      expect(second).toMatchObject({ code: 1 })
      expect(second.json()).toMatchObject({
        error: { code: 'bad-arguments', message: expect.stringContaining('--force') },
      })
      expect((await sightline('backup', file, '--force')).code).toBe(0)
      expect((await sightline('restore', file)).json()).toMatchObject({ error: { code: 'data-folder-busy' } })
    } finally {
      app.child.kill('SIGINT')
      await app.ended
    }
  })

  test('a restored library is sound and answers; the one before is kept and named', async () => {
    await sightline('remove', photos)
    expect((await sightline('status')).json()).toMatchObject({ photos: 0 })
    const restored = (await sightline('restore', file)).json() as { movedTo: string }
    expect(restored).toMatchObject({ restored: file, photos: photoCount, roots: [photos] })
    expect(existsSync(restored.movedTo)).toBe(true)
    expect((await sightline('doctor', '--repair')).json()).toMatchObject({ ok: true })
    expect((await sightline('doctor')).json()).toMatchObject({ ok: true })
    expect((await sightline('search', 'circle')).json()).toMatchObject({ total: photoCount })
    expect((await sightline('index')).json()).toMatchObject({ photos: photoCount, indexed: 0 })
  })

  test('people are told in sentences, and wrong usage is wrong usage', async () => {
    const say = (...args: string[]) => runCli([...args, '--data', data])
    const other = join(data, '..', `${Date.now()}.sqlite`)
    expect((await say('restore', other)).stderr).toBe(`There is no file ${other}.\n`)
    expect((await say('backup')).code).toBe(2)
    expect((await say('backup', '')).code).toBe(2)
    const none = join(tempDir('cli-backup-none'), 'data')
    const nothing = await runCli(['backup', other, '--data', none])
    expect(nothing).toMatchObject({ code: 1, stdout: '' })
    expect(existsSync(none)).toBe(false)
  })
})

const inCatalog = (dir: string) => {
  const db = new Database(join(dir, 'catalog.sqlite'))
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return db.prepare('SELECT count(*) FROM photos').pluck().get() as number
  } finally {
    db.close()
  }
}
/** Kills the command as soon as a file that tells of its work is seen. */
async function killWhen(args: string[], seen: () => boolean): Promise<boolean> {
  const run = startCli(args)
  let killed = false
  const look = setInterval(() => {
    if (!killed && seen()) killed = run.child.kill('SIGKILL')
  }, 0)
  await run.ended
  clearInterval(look)
  return killed
}
const named = (dir: string, part: string) => () =>
  existsSync(dir) && readdirSync(dir).some((name) => name.includes(part))

describe('killed with -9', () => {
  test('a backup leaves no file of its name, and the next one cleans up', async () => {
    const dir = tempDir('kill-backup')
    firstVersionCatalog(dir, 30_000)
    await runCli(['status', '--data', dir])
    const target = tempDir('kill-backup-target')
    const file = join(target, 'safe.sqlite')
    expect(await killWhen(['backup', file, '--data', dir], named(target, '.part'))).toBe(true)
    expect(existsSync(file)).toBe(false)
    expect((await runCli(['backup', file, '--data', dir])).code).toBe(0)
    expect(readdirSync(target)).toEqual(['safe.sqlite'])
    expect(inCatalog(dir)).toBe(30_000)
  })

  test('an upgrade leaves the old catalog or the new one, whole', async () => {
    const dir = tempDir('kill-upgrade')
    firstVersionCatalog(dir, 30_000)
    await killWhen(['status', '--data', dir], named(join(dir, 'backups'), '.part'))
    expect(inCatalog(dir)).toBe(30_000)
    await runCli(['index', '--data', dir])
    expect((await runCli(['doctor', '--data', dir])).stdout).toContain('The catalog is intact')
    expect(readdirSync(join(dir, 'backups')).filter((name) => name.includes('.part'))).toEqual([])
    expect(inCatalog(dir)).toBe(30_000)
  })

  test('a restore leaves the present catalog or the restored one, whole', async () => {
    const dir = tempDir('kill-restore')
    firstVersionCatalog(dir, 5)
    const large = tempDir('kill-restore-from')
    const backup = firstVersionCatalog(large, 30_000)
    const moments = ['catalog.sqlite.restoring', 'catalog.before-restore-']
    for (const moment of moments) {
      await killWhen(['restore', backup, '--data', dir], named(dir, moment))
      expect([5, 30_000]).toContain(inCatalog(dir))
    }
    expect((await runCli(['restore', backup, '--data', dir])).code).toBe(0)
    expect(inCatalog(dir)).toBe(30_000)
    expect(readdirSync(dir).filter((name) => name.includes('restoring'))).toEqual([])
    expect(statSync(join(dir, 'catalog.sqlite')).nlink).toBe(1)
  })
})

describe('ended by the system', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'with %s a restore stops at once and leaves the catalog',
    async (signal) => {
      const dir = tempDir('end-restore')
      firstVersionCatalog(dir, 5)
      const backup = firstVersionCatalog(tempDir('end-restore-from'), 30_000)
      const run = startCli(['restore', backup, '--json', '--data', dir])
      await until('the backup is being read', named(dir, 'catalog.sqlite.restoring'), 30_000)
      run.child.kill(signal)
      const ended = await run.ended
      expect(ended.code).toBe(1)
      expect(ended.json()).toMatchObject({ error: { message: expect.stringMatching(/^Stopped/) as string } })
      expect(inCatalog(dir)).toBe(5)
      expect(readdirSync(dir).filter((name) => /restoring|part|before-restore/.test(name))).toEqual([])
    },
  )
})
