import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const data = tempDir('cli-read-again-data')
const photos = tempDir('cli-read-again')
const sightline = (...args: string[]) => runCli([...args, '--data', data])

beforeAll(async () => {
  await paintPhotos(join(photos, 'in'), 6)
  await paintPhotos(join(photos, 'lost'), 2, 200)
  await sightline('add', photos)
  expect((await sightline('index')).code).toBe(0)
}, 60_000)

/** By photo: the embedding's id, which another reading makes anew, and what the person said. */
function embeddings(): Map<string, { embedding: number; rating: number | null }> {
  const db = new Database(join(data, 'catalog.sqlite'), { readonly: true })
  const rows = db
    .prepare('SELECT relative_path, e.id, rating FROM photos p JOIN embeddings e ON e.photo_id = p.id')
    .raw()
    .all() as [string, number, number | null][]
  db.close()
  return new Map(rows.map(([path, embedding, rating]) => [path, { embedding, rating }]))
}

function rate(name: string, stars: number): void {
  const db = new Database(join(data, 'catalog.sqlite'))
  db.prepare('UPDATE photos SET rating = ? WHERE relative_path = ?').run(stars, name)
  db.close()
}

test('a photo and a folder are read again though nothing of them changed, and keep what was said of them', async () => {
  rate('in/painted-000.jpg', 4)
  const before = embeddings()
  const one = await sightline('read-again', join(photos, 'in', 'painted-000.jpg'))
  expect(one.code).toBe(0)
  expect(one.stdout).toMatch(/^Read 1 photo again in /)
  const between = embeddings()
  const anew = [...between].filter(([path, row]) => row.embedding !== before.get(path)?.embedding)
  expect(anew.map(([path, { rating }]) => [path, rating])).toEqual([['in/painted-000.jpg', 4]])

  const all = await sightline('read-again', join(photos, 'in'), '--json')
  expect(all.code).toBe(0)
  expect(all.json()).toMatchObject({ queued: 6, read: 6, failed: [], refused: [] })
  const after = embeddings()
  for (const [path, { embedding }] of after)
    expect(embedding === between.get(path)?.embedding).toBe(!path.startsWith('in/'))
}, 60_000)

test('what is not in the library, gone or away is refused, and the rest is read', async () => {
  const outside = join(tempDir('cli-read-again-outside'), 'x.jpg')
  writeFileSync(outside, 'x')
  writeFileSync(join(photos, 'new.jpg'), 'new')
  rmSync(join(photos, 'lost', 'painted-000.jpg'))
  const paths = [
    join(photos, 'in', 'painted-001.jpg'),
    outside,
    join(photos, 'new.jpg'),
    join(photos, 'lost', 'painted-000.jpg'),
    join(photos, 'nowhere'),
  ]
  const run = await sightline('read-again', ...paths, '--json')
  expect(run.code).toBe(1)
  const { refused } = run.json() as { refused: { path: string; why: string; reason: string }[] }
  expect(run.json()).toMatchObject({ queued: 1, read: 1 })
  expect(refused.map(({ path, why }) => [path, why])).toEqual([
    [outside, 'unknown'],
    [join(photos, 'new.jpg'), 'unknown'],
    [join(photos, 'lost', 'painted-000.jpg'), 'missing'],
    [join(photos, 'nowhere'), 'unknown'],
  ])
  const said = await sightline('read-again', outside)
  expect(said.stdout).toBe('')
  expect(said.stderr).toContain("lies in none of the library's folders")

  const far = join(tempDir('cli-read-again-far'), 'far')
  renameSync(photos, far)
  const away = await sightline('read-again', join(photos, 'in'), '--json')
  expect(away.code).toBe(1)
  expect(away.json()).toMatchObject({ queued: 0, refused: [{ why: 'away' }] })
  rmSync(photos, { recursive: true, force: true })
  renameSync(far, photos)
}, 60_000)

test('a photo that cannot be read any more is told with the reason', async () => {
  const path = join(photos, 'in', 'painted-002.jpg')
  writeFileSync(path, 'no picture any more')
  const run = await sightline('read-again', path)
  expect(run.code).toBe(1)
  expect(run.stderr).toContain('1 file could not be read:')
  expect(run.stderr).toContain(path)
}, 60_000)

test('wrong usage and a library that is in use are told as usual', async () => {
  expect((await sightline('read-again')).code).toBe(2)
  expect((await sightline('read-again', photos, '--sideways')).code).toBe(2)
  const empty = tempDir('cli-read-again-empty')
  mkdirSync(join(empty, 'none'))
  expect((await runCli(['read-again', join(empty, 'none'), '--data', join(empty, 'data')])).code).toBe(1)
  const { startEngine } = await import('../../src-main/engine/engine.ts')
  const { modelsDir } = await import('../helpers/engine.ts')
  const { spawnNodeWorker } = await import('../../src-main/hosts/shared/node-workers.ts')
  const ports = {
    dataDir: data,
    modelsDir,
    spawnWorker: spawnNodeWorker,
    emit: () => undefined,
    log: () => undefined,
  }
  const engine = await startEngine(ports, { role: 'indexer', watch: false, autoIndex: false })
  try {
    const run = await sightline('read-again', photos)
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('Another Sightline is already working with the data folder')
  } finally {
    await engine.stop()
  }
}, 60_000)
