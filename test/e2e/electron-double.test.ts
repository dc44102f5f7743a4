import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWire } from '../electron-double/page/wire.ts'
import { openDesktop, type Desktop } from '../helpers/desktop.ts'

// The double is worth what it refuses: each of these would let a test pass on something that a real Electron lacks or
// does not do. On a real Electron they hold as well, or are left out.

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterAll(() => desktop?.app.close())

const isDouble = () => desktop.app.kind === 'double'

test('a member that the double does not have throws', async (context) => {
  if (!isDouble()) context.skip('runs on a real Electron')
  const read = desktop.app.evaluate(({ app }) => app.getLocaleCountryCode())
  await expect(read).rejects.toThrow('electron double: app.getLocaleCountryCode is not there')
})

test('a dialog that no test answers throws', async (context) => {
  if (!isDouble()) context.skip('a person would have to answer')
  const shown = desktop.app.evaluate(({ dialog }) => dialog.showOpenDialog({}))
  await expect(shown).rejects.toThrow('stub it')
})

test('schemes cannot be registered once the app is ready', async () => {
  const late = desktop.app.evaluate(({ protocol }) =>
    protocol.registerSchemesAsPrivileged([{ scheme: 'late' }]),
  )
  await expect(late).rejects.toThrow('before app is ready')
})

test('two handlers for one channel are refused', async () => {
  const again = desktop.app.evaluate(({ ipcMain }) => ipcMain.handle('sightline:request', () => null))
  await expect(again).rejects.toThrow('second handler')
})

test('bytes cross from the page to the engine as bytes', async () => {
  const reply = await desktop.page.evaluate(() => {
    const bytes = new TextEncoder().encode('this is no picture')
    return window.sightline.request('search.picture-from-bytes', { name: 'no.jpg', bytes })
  })
  expect(reply).toMatchObject({ ok: false, error: { code: 'picture-unreadable' } })
})

test('values come out of the wire as structured clone would give them', () => {
  const { encode, decode } = makeWire()
  const values = [
    undefined,
    null,
    Number.NaN,
    -Infinity,
    12n,
    'text',
    new Date(0),
    new Map([[1, new Set(['a'])]]),
    Float32Array.of(0.5, -1),
    { nested: [{ bytes: Uint8Array.of(1, 2, 3) }] },
  ]
  expect(decode(encode(values))).toEqual(values)
  const ring: unknown[] = []
  ring.push(ring)
  for (const refused of [() => 1, Symbol('s'), Promise.resolve(), ring]) {
    expect(() => encode(refused)).toThrow('could not be cloned')
  }
})
