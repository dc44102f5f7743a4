import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../src-main/engine/catalog/catalog.ts'
import { removeLeftovers, removeLeftoversOnce } from '../../src-main/engine/upkeep/telemetry-leftovers.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { tempDir } from '../helpers/temp.ts'

const session = '1796025925657\nd96cb92b-1c5e-b710-e622-1080217891aa\n'

/** What the runtime leaves, as it was found after a run of the version before. */
function leftBehind() {
  const dir = tempDir('leftovers')
  const [cacheFolder, tempFolder] = [join(dir, 'cache'), join(dir, 'tmp')]
  const kept = join(cacheFolder, 'Microsoft/DeveloperTools/.onnxruntime')
  mkdirSync(kept, { recursive: true })
  mkdirSync(tempFolder)
  for (const name of [
    'deviceid',
    'deviceid.lock',
    'onnxruntime.db',
    'onnxruntime.db-wal',
    'onnxruntime.db-shm',
  ])
    writeFileSync(join(kept, name), 'x')
  writeFileSync(join(kept, 'deviceid.tmp.26f2c879-29c7-4ea0-b612-3bb131f6f9a8'), '')
  writeFileSync(join(tempFolder, 'mat-debug-4711.log'), '')
  writeFileSync(join(tempFolder, '.ses'), session)
  return { dir, cacheFolder, tempFolder, kept }
}

describe.skipIf(process.platform === 'win32')('what the reporting of earlier versions has left', () => {
  test('goes, with the folders that it was in', () => {
    const { cacheFolder, tempFolder } = leftBehind()
    expect(removeLeftovers({ cacheFolder, tempFolder })).toBe(8)
    expect(readdirSync(cacheFolder)).toEqual([])
    expect(readdirSync(tempFolder)).toEqual([])
    expect(removeLeftovers({ cacheFolder, tempFolder })).toBe(0)
  })

  test('leaves everything else where it is, though it be called nearly the same', () => {
    const { cacheFolder, tempFolder, kept } = leftBehind()
    const others = [
      join(kept, 'models.db'),
      join(cacheFolder, 'Microsoft/Edge'),
      join(tempFolder, 'mat-debug-4711.log.txt'),
      join(tempFolder, 'mat-debug-4712.log'),
      join(tempFolder, 'onnxruntime.db'),
      join(tempFolder, 'deviceid'),
    ]
    for (const file of others) writeFileSync(file, 'mine')
    writeFileSync(join(tempFolder, '.ses'), 'the session of something else')
    mkdirSync(join(tempFolder, 'mat-debug-1.log'))
    removeLeftovers({ cacheFolder, tempFolder })
    for (const file of others.filter((path) => !/tmp\/(onnx|deviceid)/.test(path)))
      expect(readFileSync(file, 'utf8'), file).toBe('mine')
    expect(readFileSync(join(tempFolder, 'onnxruntime.db'), 'utf8')).toBe('mine')
    expect(readdirSync(kept)).toEqual(['models.db'])
    expect(readdirSync(tempFolder).toSorted()).toEqual([
      '.ses',
      'deviceid',
      'mat-debug-1.log',
      'mat-debug-4711.log.txt',
      'mat-debug-4712.log',
      'onnxruntime.db',
    ])
  })

  test('is not looked for behind a link, whoever laid it', () => {
    const { dir, cacheFolder, tempFolder, kept } = leftBehind()
    const elsewhere = join(dir, 'elsewhere')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'deviceid'), 'mine')
    symlinkSync(join(elsewhere, 'deviceid'), join(kept, 'onnxruntime.db-journal'))
    symlinkSync(join(elsewhere, 'deviceid'), join(tempFolder, 'mat-debug-99.log'))
    const other = join(dir, 'other')
    mkdirSync(join(other, 'Microsoft/DeveloperTools'), { recursive: true })
    symlinkSync(elsewhere, join(other, 'Microsoft/DeveloperTools/.onnxruntime'))
    removeLeftovers({ cacheFolder, tempFolder })
    removeLeftovers({ cacheFolder: other, tempFolder })
    expect(readdirSync(elsewhere)).toEqual(['deviceid'])
    expect(readFileSync(join(elsewhere, 'deviceid'), 'utf8')).toBe('mine')
    expect(readdirSync(kept)).toEqual(['onnxruntime.db-journal'])
    expect(readdirSync(tempFolder)).toEqual(['mat-debug-99.log'])
  })

  test('goes once for each library of an earlier version, which is told', () => {
    const { cacheFolder, tempFolder, kept } = leftBehind()
    const catalog = openCatalog(firstVersionCatalog(tempDir('old-library'), 3))
    try {
      const places = { cacheFolder, tempFolder }
      expect(removeLeftoversOnce(catalog, places)).toMatchObject({ level: 'info' })
      expect(existsSync(kept)).toBe(false)
      // Another program's, by now.
      mkdirSync(kept, { recursive: true })
      writeFileSync(join(kept, 'deviceid'), 'x')
      expect(removeLeftoversOnce(catalog, places)).toBeNull()
      expect(readdirSync(kept)).toEqual(['deviceid'])
    } finally {
      catalog.close()
    }
  })

  test('is not looked for by a library that no earlier version has seen', () => {
    const { cacheFolder, tempFolder, kept } = leftBehind()
    const catalog = openCatalog(join(tempDir('new-library'), 'catalog.sqlite'))
    try {
      expect(removeLeftoversOnce(catalog, { cacheFolder, tempFolder })).toBeNull()
      catalog.roots.add('/photos')
      expect(removeLeftoversOnce(catalog, { cacheFolder, tempFolder })).toBeNull()
      expect(readdirSync(kept)).toHaveLength(6)
    } finally {
      catalog.close()
    }
  })
})
