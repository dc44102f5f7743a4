import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readCommandLine } from '../../src-main/hosts/electron/command-line.ts'
import { outsideArchive } from '../../src-main/hosts/electron/outside-archive.ts'

const cwd = resolve('/home/ada')
const at = (path: string) => resolve(cwd, path)

test('folders are taken relative to where the program was called', () => {
  const { folders } = readCommandLine(['Pictures', '/media/card'], { cwd, namesApp: false })
  expect(folders).toEqual([at('Pictures'), resolve('/media/card')])
})

test('the folder of the app itself is no folder to add', () => {
  expect(readCommandLine(['.', 'Pictures'], { cwd, namesApp: true }).folders).toEqual([at('Pictures')])
  expect(readCommandLine(['--no-sandbox', '.'], { cwd, namesApp: true }).folders).toEqual([])
})

test('the data folder is read in both spellings, and never taken for a folder to add', () => {
  for (const args of [
    ['--data', 'photos.db', 'Pictures'],
    ['Pictures', '--data=photos.db'],
  ]) {
    const read = readCommandLine(args, { cwd, namesApp: false })
    expect(read).toEqual({ dataDir: at('photos.db'), folders: [at('Pictures')] })
  }
})

test('a data switch without a folder leaves the choice open', () => {
  expect(readCommandLine(['--data'], { cwd, namesApp: false }).dataDir).toBeUndefined()
  expect(readCommandLine(['--data='], { cwd, namesApp: false }).dataDir).toBeUndefined()
})

test("Chromium's and the system's own switches are left alone", () => {
  const args = ['--lang=de', '-psn_0_12345', '--enable-features=X', '']
  expect(readCommandLine(args, { cwd, namesApp: false })).toEqual({ dataDir: undefined, folders: [] })
})

test('processes of the packaged app run from real files, others from where they are', () => {
  expect(outsideArchive('/opt/Sightline/resources/app.asar/out/main/engine.js')).toBe(
    '/opt/Sightline/resources/app.asar.unpacked/out/main/engine.js',
  )
  expect(outsideArchive('C:\\Sightline\\resources\\app.asar\\out\\main\\engine.js')).toContain(
    'app.asar.unpacked\\out',
  )
  expect(outsideArchive('/home/ada/sightline/out/main/engine.js')).toBe(
    '/home/ada/sightline/out/main/engine.js',
  )
})
