import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { testEngine, until } from '../helpers/engine.ts'
import { changingCalls, traceFileCalls, whyNoTrace } from '../helpers/file-calls.ts'
import { folderState } from '../helpers/folder-state.ts'
import { fsFunctions } from '../helpers/fs-functions.ts'
import { projectRoot } from '../helpers/imports.ts'
import { paintPhotos, sharedData } from '../helpers/photos.ts'
import { smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { afterFile, tempDir } from '../helpers/temp.ts'

const cli = join(projectRoot, 'src-main/hosts/cli/main.ts')

/** Everything that Sightline has a way to go about: formats, sidecars, rules, links, what cannot be read. */
async function fillRoot(dir: string): Promise<string[]> {
  const good = await paintPhotos(dir, 4)
  const at = (name: string) => join(dir, name)
  await sharp(at('painted-000.jpg')).toFile(at('one.png'))
  await sharp(at('painted-001.jpg')).toFile(at('two.webp'))
  await sharp(at('painted-002.jpg')).toFile(at('three.tiff'))
  writeFileSync(at('painted-003.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
  writeFileSync(at('broken.jpg'), 'no picture')
  writeFileSync(at('empty.jpg'), '')
  mkdirSync(at('left-out'))
  writeFileSync(at('left-out/.nomedia'), '')
  copyFileSync(at('painted-000.jpg'), at('left-out/copy.jpg'))
  writeFileSync(at('.sightlineignore'), 'drafts/\n')
  if (process.platform !== 'win32') symlinkSync('painted-000.jpg', at('link.jpg'))
  const camera = ['heic/IMG_5195.HEIC', 'raw/canon_eos_6d.dng'].map((name) =>
    join(sharedData, 'camera', name),
  )
  for (const file of camera.filter(existsSync))
    copyFileSync(file, at(`camera-${dirname(file).at(-1)}${file.slice(-5)}`))
  return good
}

describe('photos are opened read-only', () => {
  it('by everything that indexing does, file call by file call', async ({ skip }) => {
    const [root, dir] = [tempDir('traced-root'), tempDir('traced')]
    await fillRoot(root)
    const sightline = (...args: string[]) =>
      traceFileCalls(dir, [process.execPath, cli, ...args, '--data', join(dir, 'data'), '--json'])
    const before = folderState(root)
    for (const args of [
      ['add', root],
      ['index'],
      ['search', 'blue'],
      ['doctor', '--repair'],
      ['remove', root],
    ]) {
      const run = sightline(...args)
      if (!run) return skip(whyNoTrace)
      expect(run.code, run.stdout).toBe(0)
      // Seen at all: without that, nothing found means nothing.
      if (args[0] === 'index')
        expect(run.calls.filter((call) => call.includes(`${root}/painted-000.jpg`))).not.toEqual([])
      expect(changingCalls(run.calls, root), args[0]).toEqual([])
    }
    expect(folderState(root)).toEqual(before)
  }, 60_000)

  it.each([
    ['writes', "writeFileSync(f, 'x')"],
    ['appends', "appendFileSync(f, '')"],
    ['opens for both', "openSync(f, 'r+')"],
    ['makes', "mkdirSync(f + '-new')"],
    ['renames', "renameSync(f, f + '-new')"],
    ['changes rights', 'chmodSync(f, 0o600)'],
    ['changes rights through an open file', "fchmodSync(openSync(f, 'r'), 0o600)"],
    ['changes times', 'utimesSync(f, 1, 1)'],
    ['links', "linkSync(f, f + '-link')"],
    ['removes', 'unlinkSync(f)'],
  ])('and a program that %s is told from one that reads', (_, statement) => {
    const [root, dir] = [tempDir('traced-root'), tempDir('traced')]
    writeFileSync(join(root, 'a.jpg'), 'a')
    const before = folderState(root)
    const file = JSON.stringify(join(root, 'a.jpg'))
    const script = (code: string) =>
      `const f = ${file}; const { ${names(code)} } = require('node:fs'); ${code}`
    const reading = 'readFileSync(f); statSync(f)'
    const run = (code: string) => traceFileCalls(dir, [process.execPath, '-e', script(code)])
    const read = run(reading)
    if (read) expect(changingCalls(read.calls, root)).toEqual([])
    expect(folderState(root)).toEqual(before)
    const changed = run(statement)
    if (!changed) return console.log(whyNoTrace)
    expect(changingCalls(changed.calls, root).length).toBeGreaterThan(0)
  })

  it('so that a disk which refuses all writing is as good as any', async () => {
    const disk = smallDisk(60)
    if (!disk) return console.log(whyNoSmallDisk)
    await fillRoot(disk)
    const remounted = spawnSync('mount', ['-o', 'remount,ro', disk], { stdio: 'ignore' })
    expect(remounted.status).toBe(0)
    afterFile(() => void spawnSync('mount', ['-o', 'remount,rw', disk]))
    expect(() => writeFileSync(join(disk, 'proof'), '')).toThrow('EROFS')
    const before = folderState(disk)
    const engine = await testEngine(tempDir('read-only-data'), { watch: true, autoIndex: true })
    const { root } = await engine.handlers['roots.add']({ path: disk })
    const isDone = async () => {
      const { phase, library } = await engine.handlers['indexing.progress']({})
      return phase === 'idle' && library.embedded >= 7
    }
    await until('all is indexed', isDone, 30_000)
    for (const { reason } of (await engine.handlers['problems.list']({ offset: 0, limit: 9 })).problems) {
      expect(reason).not.toMatch(/EROFS|read-only/)
    }
    const { ids } = await engine.handlers['photos.list']({ view: { kind: 'all' } })
    for (const id of ids) {
      await engine.picture(id, 'thumbnail')
      await engine.picture(id, 'full')
    }
    expect((await engine.doctor({ repair: true })).ok).toBe(true)
    await engine.handlers['photos.mark']({ photoIds: [...ids], rating: 5 })
    await engine.handlers['roots.remove']({ rootId: root.id })
    await engine.stop()
    expect(folderState(disk)).toEqual(before)
  }, 60_000)

  it('and a change that leaves content and time alone would be seen', () => {
    const root = tempDir('state')
    writeFileSync(join(root, 'a.jpg'), 'a', { mode: 0o644 })
    const before = folderState(root)
    expect(folderState(root)).toEqual(before)
    chmodSync(join(root, 'a.jpg'), 0o640)
    expect(folderState(root)).not.toEqual(before)
  })

  it('because the rooms that meet photos import nothing of node:fs that writes', () => {
    const used = fsFunctions(meetPhotos)
    for (const path of meetPhotos.filter((one) => one.endsWith('.ts')))
      expect(used.map((one) => one.path)).toContain(path)
    // Seen at all.
    expect(used.map(({ name }) => name)).toContain('stat')
    expect(used.filter(({ path, name }) => !readsOnly.has(name) && !writesElsewhere.has(path))).toEqual([])
  })
})

/** Folders, and of larger ones the files that stat, stream or reveal photos. */
const meetPhotos = [
  'src-main/engine/library',
  'src-main/engine/images',
  'src-main/engine/embed',
  'src-main/engine/pictures.ts',
  'src-main/engine/photo-details.ts',
  'src-main/hosts/web/pictures.ts',
  'src-main/hosts/web/folder-picker.ts',
  'src-main/hosts/electron/photo-protocol.ts',
]

/** Functions of node:fs that change nothing; `open` is held to reading by the file calls above. */
const readsOnly = new Set(
  (
    'access accessSync close closeSync constants createReadStream existsSync fstat lstat open opendir read readFile ' +
    'readFileSync readSync readdir readdirSync realpath realpathSync stat statSync statfs watch'
  ).split(' '),
)

/** Write beside photos never: thumbnails into the data folder, the priority of the own process into /proc. */
const writesElsewhere = new Set([
  'src-main/engine/images/thumbnail-store.ts',
  'src-main/engine/embed/photos/low-priority.ts',
])

function names(code: string): string {
  return [...new Set(code.match(/\b[a-z]\w*(?=\()/g))].join(', ')
}
