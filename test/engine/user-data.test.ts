import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { restoreInto } from '../helpers/backups.ts'
import { backUpTo } from '../../src-main/engine/catalog/backup/backup.ts'
import { openCatalog, type Catalog } from '../../src-main/engine/catalog/catalog.ts'
import { listCopies, userDataFolder } from '../../src-main/engine/catalog/user-data/copies.ts'
import { keepUserData } from '../../src-main/engine/catalog/user-data/keeper.ts'
import { readCopy } from '../../src-main/engine/catalog/user-data/read-copy.ts'
import { writeCopy } from '../../src-main/engine/catalog/user-data/write-copy.ts'
import { broughtBackNotice } from '../../src-main/engine/notices.ts'
import { defaultSettings } from '../../src-main/engine/settings.ts'
import { testEngine, until } from '../helpers/engine.ts'
import { addRead, lostOf, saidIn, saidLibrary } from '../helpers/said-library.ts'
import { tempDir } from '../helpers/temp.ts'

async function copied(photos = 60): Promise<Catalog> {
  const catalog = saidLibrary(tempDir('user-data'), photos)
  await writeCopy(catalog.file, Date.now())
  return catalog
}

/** Changes the file as a disk may, so that no trigger counts it. */
function alter(file: string, from: string, to: string): void {
  const bytes = readFileSync(file)
  let found = 0
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes.write(to, at)
    found += 1
  }
  expect(found).toBeGreaterThan(0)
  writeFileSync(file, bytes)
}

const sql = (file: string, text: string) => {
  const db = new Database(file)
  db.exec(text)
  db.close()
}

const firstPhoto = (catalog: Catalog) => catalog.photos.byPath(1, 'trip 0/IMG_0.jpg') ?? 0

describe('what the person said', () => {
  it('comes back after the catalog was deleted, as the photos are read again, and is announced', async () => {
    const catalog = await copied()
    const truth = saidIn(catalog)
    catalog.close()
    rmSync(catalog.file)
    const fresh = openCatalog(catalog.file)
    expect(lostOf(truth, saidIn(fresh))).toEqual([])
    expect(fresh.broughtBack).toMatchObject({ why: 'gone', changed: { roots: 2, collections: 2 } })
    const message = fresh.broughtBack ? broughtBackNotice(fresh.broughtBack).message : ''
    expect(message).toMatch(
      /^The catalog was gone, so what you had said of \d+ photos, 2 folders.+ from the copy of \d+ \w+ \d{4} at \d\d:\d\d; look/,
    )
    const id = addRead(fresh, 1, 'elsewhere.jpg', 0)
    expect(fresh.photos.detail(id)).toMatchObject({ rating: 0, favourite: 1 })
    expect(fresh.tags.of(id)).toHaveLength(3)
    expect(fresh.collections.of(id)).toHaveLength(1)
    fresh.close()
    const again = openCatalog(catalog.file)
    expect(again.broughtBack).toBeNull()
    again.close()
  })

  it('is put right where a bit flipped in it that SQLite does not see', async () => {
    const catalog = await copied()
    const truth = saidIn(catalog)
    catalog.close()
    alter(catalog.file, 'family', 'famimy')
    const mended = openCatalog(catalog.file)
    expect(mended.broughtBack).toMatchObject({ why: 'altered' })
    expect(lostOf(truth, saidIn(mended))).toEqual([])
    expect(mended.integrity()).toBe('ok')
    mended.close()
  })

  it('is not asked of a catalog whose trigger cannot be understood: the engine mends that', async () => {
    const catalog = await copied(5)
    catalog.close()
    alter(catalog.file, 'TRIGGER said_of_photos', 'TRIGGER said_og_photos')
    expect(() => openCatalog(catalog.file, { readonly: true })).toThrowError(/is damaged/)
    const mended = openCatalog(catalog.file)
    expect(mended.marks.setRating([1], 2)).toBe(1)
    mended.close()
    openCatalog(catalog.file, { readonly: true }).close()
  })

  it('since the copy stays, and what was taken away since does not come back', async () => {
    const catalog = await copied()
    const id = firstPhoto(catalog)
    catalog.marks.setRating([id], null)
    catalog.tags.change([id], ['later'], ['family'])
    catalog.collections.remove(catalog.collections.list().find(({ name }) => name === 'Nothing yet')?.id ?? 0)
    const truth = saidIn(catalog)
    catalog.close()
    const intact = openCatalog(catalog.file)
    expect(intact.broughtBack).toBeNull()
    expect(lostOf(truth, saidIn(intact))).toEqual([])
    intact.close()
    // Damaged elsewhere: in the schema, ...
    alter(catalog.file, 'CREATE TABLE embeddings', 'CREATE TABLF embeddings')
    const rescued = openCatalog(catalog.file)
    expect(rescued.setAside).not.toBeNull()
    expect(lostOf(truth, saidIn(rescued))).toEqual([])
    rescued.close()
  })

  it('comes back where the catalog is older than its copy, what was taken away included', async () => {
    const catalog = saidLibrary(tempDir('user-data'), 40)
    const older = join(tempDir('user-data-older'), 'catalog.sqlite')
    await catalog.copyTo(older)
    const id = firstPhoto(catalog)
    catalog.marks.setRating([id], 5)
    catalog.tags.change([id], ['later'], ['family'])
    catalog.searches.save('later', 'snow')
    const truth = saidIn(catalog)
    await writeCopy(catalog.file, Date.now())
    catalog.close()
    copyFileSync(older, catalog.file)
    const now = openCatalog(catalog.file)
    expect(now.broughtBack).toMatchObject({ why: 'older' })
    expect(lostOf(truth, saidIn(now))).toEqual([])
    now.close()
  })

  it('of a removed folder does not bring the folder back', async () => {
    const catalog = await copied()
    catalog.roots.remove(2)
    catalog.close()
    rmSync(catalog.file)
    const fresh = openCatalog(catalog.file)
    expect(fresh.roots.list().map(({ path }) => path)).toEqual(['/photos/holidays'])
    fresh.close()
  })

  it('before a restored backup does not come over it, and stays as an older copy', async () => {
    const dir = tempDir('user-data')
    const catalog = saidLibrary(dir, 20)
    const backup = join(tempDir('user-data-backup'), 'backup.sqlite')
    await backUpTo(catalog, backup, { force: false })
    const truth = saidIn(catalog)
    catalog.tags.change([firstPhoto(catalog)], ['after the backup'], [])
    await writeCopy(catalog.file, Date.now())
    catalog.close()
    await restoreInto(dir, backup)
    const engine = await testEngine(dir)
    await engine.stop()
    const restored = openCatalog(catalog.file)
    expect(restored.broughtBack).toBeNull()
    expect(lostOf(truth, saidIn(restored))).toEqual([])
    restored.close()
    const contents = listCopies(catalog.file).map(({ path }) => JSON.stringify(readCopy(path)?.lines))
    expect(contents.map((text) => text.includes('after the backup'))).toEqual([false, false, true])
    rmSync(catalog.file)
    const fresh = openCatalog(catalog.file)
    expect(lostOf(truth, saidIn(fresh))).toEqual([])
    fresh.close()
  })

  it('comes from the newest copy that is whole, in whatever later form', async () => {
    const catalog = await copied(20)
    const truth = saidIn(catalog)
    catalog.close()
    const [whole] = listCopies(catalog.file)
    const text = gunzipSync(readFileSync(whole?.path ?? ''))
      .toString('utf8')
      .trimEnd()
      .split('\n')
    const end = JSON.parse(text.pop() ?? '') as Record<string, unknown>
    const later = [...text, '{"kind":"field","of":1,"name":"Where","text":"Rome"}'].map((line) =>
      line.startsWith('{"kind":"tag"') ? line.replace('}', ',"colour":"red"}') : line,
    )
    const before = `${later.join('\n')}\n`
    const checksum = createHash('sha256').update(before).digest('hex')
    const last = JSON.stringify({ ...end, lines: later.length - 1, checksum })
    writeFileSync(whole?.path ?? '', gzipSync(`${before}${last}\n`))
    const folder = userDataFolder(catalog.file)
    writeFileSync(join(folder, 'user-data-2999-01-01T00-00-00.000-9.jsonl.gz'), 'none')
    writeFileSync(
      join(folder, 'user-data-2998-01-01T00-00-00.000-9.jsonl.gz'),
      readFileSync(whole?.path ?? '').subarray(0, 900),
    )
    rmSync(catalog.file)
    const fresh = openCatalog(catalog.file)
    expect(lostOf(truth, saidIn(fresh))).toEqual([])
    fresh.close()
  })

  it('is there when the engine was killed before a rebuilt catalog had its name', async () => {
    const catalog = await copied(20)
    const truth = saidIn(catalog)
    catalog.close()
    renameSync(catalog.file, `${catalog.file}.rebuilt`)
    const fresh = openCatalog(catalog.file)
    expect(lostOf(truth, saidIn(fresh))).toEqual([])
    expect(fresh.embeddings.count('starter')).toBe(20)
    fresh.close()
  })

  it('includes every setting, and none of what the machine notes for itself', async () => {
    const catalog = saidLibrary(tempDir('user-data'), 1)
    for (const key of Object.keys(defaultSettings())) catalog.settings.set(key, null)
    for (const key of ['clock', 'formerSpaces', 'library.gone.1', 'machine.starter', 'everyday:starter'])
      catalog.settings.set(key, {})
    await writeCopy(catalog.file, Date.now())
    const [newest] = listCopies(catalog.file)
    const lines = readCopy(newest?.path ?? '')?.lines ?? []
    const keys = lines.flatMap((line) => (line.kind === 'setting' ? [line.key] : []))
    expect(keys).toEqual(Object.keys(defaultSettings()).toSorted())
    const before = catalog.said()
    catalog.settings.set('clock', { other: 1 })
    catalog.settings.set('speed', null)
    expect(catalog.said()).toEqual(before)
    catalog.settings.set('speed', 'full')
    expect(catalog.said()?.changes).toBe((before?.changes ?? 0) + 1)
    catalog.close()
  })
})

describe('the copy of what the person said', () => {
  it('is written once nothing has changed for a while, and at the latest within a minute', async () => {
    const catalog = saidLibrary(tempDir('user-data'), 10)
    let nowMs = 0
    const keeper = keepUserData({
      catalog,
      onBroughtBack: () => undefined,
      onTrouble: (message) => expect(message).toBe(''),
      lookEveryMs: 1,
      now: () => nowMs,
    })
    const copies = () => listCopies(catalog.file).length
    nowMs = 10_000
    await until('the first copy', () => copies() === 1)
    let rating = 0
    for (; nowMs < 58_000; nowMs += 5_000) {
      catalog.marks.setRating([1], (rating += 1) % 6)
      const { changes } = catalog.said() ?? { changes: 0 }
      // Looked at in each of these stretches, though never quiet.
      await new Promise((resolve) => setTimeout(resolve, 10))
      expect(changes).toBe(catalog.said()?.changes)
    }
    nowMs = 70_000
    await until('the second copy', () => copies() === 2)
    await keeper.stop()
    expect(copies()).toBe(2)
    catalog.close()
  })

  it('is written when the engine stops, and not again when nothing was said since', async () => {
    const dir = tempDir('user-data')
    saidLibrary(dir, 5).close()
    const file = join(dir, 'catalog.sqlite')
    await (await testEngine(dir)).stop()
    expect(listCopies(file)).toHaveLength(1)
    await (await testEngine(dir)).stop()
    expect(listCopies(file)).toHaveLength(1)
    expect(readdirSync(userDataFolder(file))).toHaveLength(1)
  })

  it('disturbs nothing where it cannot be written', async () => {
    const dir = tempDir('user-data')
    saidLibrary(dir, 5).close()
    writeFileSync(join(dir, 'user-data'), 'a file where the folder should be')
    const engine = await testEngine(dir)
    await engine.handlers['photos.mark']({ photoIds: [1], rating: 5 })
    expect((await engine.handlers['photos.details']({ photoId: 1 })).rating).toBe(5)
    await engine.stop()
  })

  it('is missed by the doctor when it is damaged, late or says something else, and written anew', async () => {
    const dir = tempDir('user-data')
    saidLibrary(dir, 5).close()
    const file = join(dir, 'catalog.sqlite')
    await (await testEngine(dir)).stop()
    const ask = async (repair: boolean) => {
      const engine = await testEngine(dir, { role: repair ? 'indexer' : 'reader' })
      const { findings } = await engine.doctor({ repair })
      await engine.stop()
      return findings.find(({ subject }) => subject === 'copies')
    }
    expect(await ask(false)).toMatchObject({ ok: true, message: expect.stringContaining('one copy') })
    const [newest] = listCopies(file)
    writeFileSync(newest?.path ?? '', 'no copy')
    expect(await ask(false)).toMatchObject({ ok: false, message: expect.stringContaining('is damaged') })
    expect(await ask(true)).toMatchObject({ repaired: true })
    expect(await ask(false)).toMatchObject({ ok: true })
    sql(file, "UPDATE tags SET name = 'changed' WHERE id = 1; UPDATE said SET changed_at_ms = 0")
    expect(await ask(false)).toMatchObject({ ok: false, message: expect.stringContaining('older') })
  })
})
