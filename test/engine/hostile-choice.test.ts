import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { copyOfStarter } from '../helpers/model-folders.ts'
import { modelsOf, searchWords, switchingLibrary } from '../helpers/switching.ts'

it.each([
  ['an id that leads to another folder', { id: '../../elsewhere', space: '../../elsewhere', dir: null }],
  ['a folder outside those of models', { id: 'elsewhere', space: 'elsewhere', dir: 'ELSEWHERE' }],
  ['an id that is a device', { id: 'con', space: 'con', dir: null }],
  ['a space of another model', { id: 'starter', space: '../../x', dir: null }],
])('a catalog that chooses a model by %s does not get it', async (_, choice) => {
  const { dir, dataDir, open } = await switchingLibrary(1)
  const elsewhere = join(dir, 'elsewhere')
  mkdirSync(elsewhere)
  copyOfStarter(elsewhere, { id: 'elsewhere', name: 'Elsewhere' })
  cpSync(elsewhere, join(dataDir, 'elsewhere'), { recursive: true })
  const db = new Database(join(dataDir, 'catalog.sqlite'))
  const value = { ...choice, embeddingSize: 256, dir: choice.dir && elsewhere }
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run('model', JSON.stringify(value))
  db.prepare('UPDATE embeddings SET model_id = ?').run(`../../${'x'.repeat(400)}`)
  db.close()
  const engine = await open()
  const { models } = await modelsOf(engine)
  expect(models.map(({ name }) => name)).not.toContain('Elsewhere')
  expect(models.every(({ folder }) => folder === null || !folder.includes('elsewhere'))).toBe(true)
  const active = models.find(({ role }) => role === 'active')
  if (choice.id === 'elsewhere') expect(active).toMatchObject({ state: 'broken', folder: null })
  else {
    expect(active).toMatchObject({ id: 'starter', state: 'installed' })
    await searchWords(engine)
  }
  await engine.stop()
})
