import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { runCli, startCli } from '../helpers/cli.ts'
import { until } from '../helpers/engine.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

test('a watching command waits for a folder that is away, and makes its new photos searchable', async () => {
  const data = tempDir('cli-watch-returns-data')
  const photos = join(tempDir('cli-watch-returns'), 'photos')
  const far = join(tempDir('cli-watch-returns-far'), 'deep')
  mkdirSync(far)
  await paintPhotos(photos, 3)
  await runCli(['add', photos, '--data', data])
  const watching = startCli(['index', '--watch', '--data', data])
  await until('it watches', () => watching.stderr().includes('Watching the folders'), 30_000)
  const db = new Database(join(data, 'catalog.sqlite'), { readonly: true })
  const isSearchable = (name: string) =>
    db
      .prepare('SELECT 1 FROM photos p JOIN embeddings e ON e.photo_id = p.id WHERE relative_path = ?')
      .get(name) !== undefined
  try {
    for (let n = 0; n < 3; n += 1) {
      renameSync(photos, join(far, 'away'))
      // Long enough for it to be seen to be away, with nothing left to watch.
      if (n > 0) await new Promise((resolve) => setTimeout(resolve, 3_000))
      expect(watching.child.exitCode).toBeNull()
      await paintPhoto(join(far, 'away', `meanwhile-${n}.jpg`), 100 + n)
      renameSync(join(far, 'away'), photos)
      await until('what came meanwhile is searchable', () => isSearchable(`meanwhile-${n}.jpg`))
      await paintPhoto(join(photos, `afterwards-${n}.jpg`), 200 + n)
      await until('what came afterwards is searchable', () => isSearchable(`afterwards-${n}.jpg`))
    }
  } finally {
    db.close()
    watching.child.kill('SIGINT')
  }
  expect((await watching.ended).code).toBe(0)
}, 120_000)
