import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { quietWriting } from '../../src-main/engine/own-writing.ts'
import { toPlainError } from '../../src-preload/contract/index.ts'

/** What the person hears when SQLite refuses to write for this reason. */
async function heardOf(code: string): Promise<unknown> {
  const refused = Object.assign(new Error('the reason'), { code })
  const catalog = {
    transaction: () => {
      throw refused
    },
  }
  return quietWriting({ catalog, dataDir: tmpdir() })(() => null).catch(toPlainError)
}

test('what the disk refuses to keep is told in words, with what to do', async () => {
  expect(await heardOf('SQLITE_FULL')).toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/is full, so nothing was changed; make room/),
  })
  for (const code of ['SQLITE_IOERR_WRITE', 'SQLITE_READONLY', 'SQLITE_CANTOPEN']) {
    expect(await heardOf(code)).toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringMatching(
        /cannot be written \(the reason\), so nothing was changed; check its disk/,
      ),
    })
  }
})

test('a catalog that another program holds is no fault of the disk', async () => {
  expect(await heardOf('SQLITE_BUSY')).toMatchObject({
    code: 'data-folder-unusable',
    message: expect.stringMatching(
      /^Another program holds the catalog in .*; do it once more in a moment\.$/,
    ),
  })
})

test('a damaged catalog and mistakes of the program stay what they are', async () => {
  for (const code of ['SQLITE_CORRUPT', 'SQLITE_CONSTRAINT_CHECK']) {
    expect(await heardOf(code)).toMatchObject({ code: 'internal' })
  }
})
