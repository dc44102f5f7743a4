import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { copyOfStarter } from '../helpers/model-folders.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const orders = '\u001b]0;owned\u0007\u001b[2J\n\u202e\u009b31m'

/** What a terminal would obey, or take for another line of ours. */
// oxlint-disable-next-line no-control-regex
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/

describe.skipIf(process.platform === 'win32')('names that hold orders for a terminal', () => {
  const data = tempDir('hostile-names')
  const photos = join(tempDir('hostile-names'), `My ${orders}photos`)
  const sightline = (...args: string[]) => runCli(['--data', data, ...args])

  beforeAll(async () => {
    await paintPhotos(photos, 2)
    writeFileSync(join(photos, `broken${orders}.jpg`), 'no picture')
    const model = join(data, 'models', 'twin')
    mkdirSync(model, { recursive: true })
    copyOfStarter(model, { name: `Twin ${orders}`, note: `Good ${orders}` })
    const folder = join(data, 'models', `x${orders}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'model.json'), `{"id": "${orders}`)
    renameSync(join(photos, 'painted-000.jpg'), join(photos, `sky ${orders}.jpg`))
  })

  test.each(
    [
      ['add', photos],
      ['index'],
      ['search', 'sky'],
      ['status'],
      ['models'],
      ['doctor'],
      ['similar', join(photos, `gone${orders}.jpg`)],
      ['models', 'use', orders],
      ['models', 'import', join(photos, 'gone')],
      ['models', 'check', 'twin'],
      ['add', join(photos, 'gone')],
      ['remove', join(photos, 'gone')],
      ['no-such', orders],
      ['search', `"${orders}`],
    ].map((args) => [args[0] ?? '', args] as const),
  )('are shown, not obeyed: sightline %s', async (_, args) => {
    const { stdout, stderr } = await sightline(...args)
    expect(`${stdout}${stderr}`).not.toMatch(obeyed)
    expect(`${stdout}${stderr}`).not.toMatch(/^[^\w"'*>( /%█-]/m)
    expect(`${stdout}${stderr}`.length).toBeGreaterThan(5)
  })

  test('are exact as JSON', async () => {
    const { stdout, json } = await sightline('search', 'sky', '--json')
    expect(stdout).not.toMatch(obeyed)
    const { results } = json() as { results: { path: string }[] }
    expect(results.map(({ path }) => path)).toContain(join(photos, `sky ${orders}.jpg`))
  })
})
