import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepToUser } from '../../src-main/engine/keep-to-user.ts'
import { makeFolder } from '../../src-main/engine/make-folder.ts'
import { restoreInto } from '../helpers/backups.ts'
import { testEngine } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8)

/** A folder as other users can read it, with files ("name") and folders ("name/"). */
function openFolder(...names: readonly string[]): string {
  const dir = tempDir('open')
  for (const name of names) {
    const path = join(dir, name)
    if (name.endsWith('/')) mkdirSync(path, { recursive: true })
    else writeFileSync(path, 'x')
    chmodSync(path, name.endsWith('/') ? 0o755 : 0o644)
  }
  chmodSync(dir, 0o755)
  return dir
}

const library = [
  'catalog.sqlite',
  'catalog.sqlite-wal',
  'engine.lock',
  'folders.json',
  'thumbnails/',
  'backups/',
]

// Windows has other rights, and none of these.
describe.skipIf(process.platform === 'win32')('a data folder', () => {
  test('is made for its user alone', () => {
    const dir = join(tempDir('new'), 'share', 'Sightline')
    makeFolder(dir)
    expect([modeOf(dir), modeOf(join(dir, '..'))]).toEqual(['700', '700'])
  })

  test('of an earlier Sightline is closed to others, with the files in it', () => {
    const dir = openFolder(...library, '.DS_Store')
    keepToUser(dir)
    expect(modeOf(dir)).toBe('700')
    for (const name of library) expect(modeOf(join(dir, name)), name).toBe(name.endsWith('/') ? '700' : '600')
  })

  test('that was there, empty, is closed as well', () => {
    const dir = openFolder()
    keepToUser(dir)
    expect(modeOf(dir)).toBe('700')
  })

  test.each([['letter.txt'], ['.bashrc']])(
    'that holds %s too is not closed itself, and neither is what may not be of Sightline',
    (other) => {
      const dir = openFolder(...library, other, 'models/', 'thumbnails/ab/', 'backups/holidays/')
      keepToUser(dir)
      expect(modeOf(dir)).toBe('755')
      expect(modeOf(join(dir, other))).toBe('644')
      expect(modeOf(join(dir, 'catalog.sqlite'))).toBe('600')
      expect(modeOf(join(dir, 'thumbnails'))).toBe('700')
      expect(modeOf(join(dir, 'models'))).toBe('755')
      expect(modeOf(join(dir, 'backups'))).toBe('755')
    },
  )

  test('that is a link is closed where the link leads; links in it are not followed', () => {
    const shared = openFolder('starter/')
    const real = openFolder(...library)
    symlinkSync(shared, join(real, 'models'))
    const link = join(tempDir('link'), 'data')
    symlinkSync(real, link)
    keepToUser(link)
    expect([modeOf(real), modeOf(shared)]).toEqual(['700', '755'])
  })

  test('that many share on purpose, that is not there or cannot be listed is left alone', () => {
    const shared = openFolder()
    chmodSync(shared, 0o1777)
    keepToUser(shared)
    expect(modeOf(shared)).toBe('1777')
    expect(() => keepToUser(join(shared, 'nowhere'))).not.toThrow()
    const file = join(shared, 'file')
    writeFileSync(file, '')
    expect(() => keepToUser(file)).not.toThrow()
  })

  test.skipIf(process.getuid?.() !== 0)(
    'of another user is left alone, file by file (only root can make one)',
    () => {
      const dir = openFolder(...library)
      chownSync(dir, 65_534, 65_534)
      chownSync(join(dir, 'folders.json'), 65_534, 65_534)
      keepToUser(dir)
      expect(['', 'folders.json', 'catalog.sqlite'].map((name) => modeOf(join(dir, name)))).toEqual([
        '755',
        '644',
        '600',
      ])
    },
  )

  test('is closed by the engine that starts on it', async () => {
    const dir = tempDir('engine')
    chmodSync(dir, 0o755)
    await (await testEngine(dir)).stop()
    expect(modeOf(dir)).toBe('700')
    chmodSync(dir, 0o755)
    chmodSync(join(dir, 'catalog.sqlite'), 0o644)
    await (await testEngine(dir)).stop()
    expect([modeOf(dir), modeOf(join(dir, 'catalog.sqlite'))]).toEqual(['700', '600'])
  })

  test('gets a restored catalog that nobody else can read, however open the backup was', async () => {
    const dir = tempDir('restored')
    const engine = await testEngine(dir)
    const { path: backup } = await engine.handlers['library.backup']({})
    await engine.stop()
    chmodSync(backup, 0o644)
    chmodSync(dir, 0o755)
    await restoreInto(dir, backup)
    expect([modeOf(dir), modeOf(join(dir, 'catalog.sqlite'))]).toEqual(['700', '600'])
  })
})
