import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { thumbnailStore } from '../../src-main/engine/images/thumbnail-store.ts'
import { takeInstanceLock } from '../../src-main/engine/instance-lock.ts'
import { makeFolder } from '../../src-main/engine/make-folder.ts'
import { tempDir } from '../helpers/temp.ts'

describe('the lock on a data folder', () => {
  it('is held by one engine at a time', () => {
    const dir = tempDir('lock')
    const lock = takeInstanceLock(dir)
    expect(() => takeInstanceLock(dir)).toThrowError(/Another Sightline/)
    lock.release()
    takeInstanceLock(dir).release()
  })

  it('is free again as soon as a process that held it is killed', async () => {
    const dir = tempDir('lock')
    const file = pathToFileURL(join(import.meta.dirname, '../../src-main/engine/instance-lock.ts')).href
    // Kept by the timer: a lock that nothing refers to is collected, and with it let go.
    const code = `import { takeInstanceLock } from '${file}'; const lock = takeInstanceLock(${JSON.stringify(dir)}); console.log('held'); setInterval(() => lock, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(() => takeInstanceLock(dir)).toThrowError(/Another Sightline/)
    const gone = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await gone
    takeInstanceLock(dir).release()
  })

  it('says what to do when the folder cannot be used', () => {
    expect(() => takeInstanceLock(join(tempDir('lock'), 'nowhere'))).toThrowError(/cannot be used/)
  })
})

describe('making a folder', () => {
  it('makes those above it too, and does not mind one that is there', () => {
    const path = join(tempDir('folder'), 'a', 'b', 'c')
    makeFolder(path)
    makeFolder(path)
    expect(readdirSync(join(path, '..'))).toEqual(['c'])
  })

  it.skipIf(process.platform !== 'linux')(
    'ends with an error where nothing can be made (Linux: /proc)',
    () => {
      expect(() => makeFolder('/proc/sightline/data')).toThrow()
      expect(() => makeFolder('/proc/sightline')).toThrow('nothing can be made in /proc')
    },
  )
})

describe('the thumbnails', () => {
  const hash = new Uint8Array(32).fill(0xab)
  const webp = Buffer.from('RIFF\u0004\u0000\u0000\u0000WEBP0123', 'latin1')

  it('come back as they were stored, and leave no half files behind', async () => {
    const dir = tempDir('thumbnails')
    const store = thumbnailStore(dir)
    expect(await store.get(hash)).toBeNull()
    await store.put(hash, webp)
    expect(await store.get(hash)).toEqual(webp)
    expect(readdirSync(join(dir, 'ab'))).toHaveLength(1)
  })

  it('are treated as absent when they were cut short', async () => {
    const dir = tempDir('thumbnails')
    const store = thumbnailStore(dir)
    mkdirSync(join(dir, 'ab'))
    writeFileSync(join(dir, 'ab', `${'ab'.repeat(32)}.webp`), 'RIFF\u00ff\u0000\u0000\u0000WEBP01')
    expect(await store.get(hash)).toBeNull()
  })

  it('are listed with the files that do not belong there', async () => {
    const dir = tempDir('thumbnails')
    const store = thumbnailStore(dir)
    await store.put(hash, webp)
    writeFileSync(join(dir, 'ab', 'left.part'), '')
    const { hashes, strays } = await store.list()
    expect([...hashes.keys()]).toEqual(['ab'.repeat(32)])
    expect(strays).toHaveLength(1)
  })
})
