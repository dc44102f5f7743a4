import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import { askWell, openDesktop, photoFolder, untilIndexed, type Desktop } from '../helpers/desktop.ts'

const photoCount = 4
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><script>globalThis.ran = 1</script>
<rect width="300" height="200" fill="#2563eb"/></svg>`
let desktop: Desktop
let folder: string

beforeAll(async () => {
  folder = await photoFolder('pictures', photoCount)
  writeFileSync(join(folder, 'drawing.svg'), drawing)
  desktop = await openDesktop({ args: [folder] })
  await untilIndexed(desktop.page, photoCount + 1)
}, 120_000)
afterAll(() => desktop?.app.close())

test('a thumbnail comes as WebP that may be kept for a while', async () => {
  const { id } = await photoNamed((name) => name.endsWith('.jpg'))
  const { status, headers, body } = await load(`photo://p${id}/thumbnail`)
  expect(status).toBe(200)
  expect(headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' })
  expect(headers['cache-control']).toContain('private')
  expect(Buffer.from(body.subarray(8, 12)).toString()).toBe('WEBP')
})

test('the same picture is not sent twice', async () => {
  const { id } = await photoNamed((name) => name.endsWith('.jpg'))
  for (const size of ['thumbnail', 'full']) {
    const url = `photo://p${id}/${size}`
    const { headers } = await load(url)
    const again = await load(url, { 'if-none-match': headers['etag'] ?? '' })
    expect(again.status).toBe(304)
    expect(again.body.byteLength).toBe(0)
  }
})

test('the full picture is the file itself, byte by byte', async () => {
  const { id, path } = await photoNamed((name) => name.endsWith('.jpg'))
  const { headers, body } = await load(`photo://p${id}/full`)
  expect(headers['content-type']).toBe('image/jpeg')
  expect(Buffer.from(body).equals(readFileSync(path))).toBe(true)
})

test('a drawing that holds a script is shown and runs nothing', async () => {
  const { page } = desktop
  const { id } = await photoNamed((name) => name === 'drawing.svg')
  const { headers } = await load(`photo://p${id}/full`)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).toMatch(/sandbox(;|$)/)
  const shown = await page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src })
    await image.decode()
    return { width: image.naturalWidth, ran: 'ran' in globalThis }
  }, `photo://p${id}/full`)
  expect(shown.width).toBeGreaterThan(0)
  expect(shown.ran).toBe(false)
})

test('a photo that is not there, and one whose file has gone, give nothing at full size', async () => {
  expect((await load('photo://p999999/full')).status).toBe(404)
  const { id, path } = await photoNamed((name) => name.endsWith('.jpg'))
  rmSync(path)
  await until('its end', 10_000, async () => (await load(`photo://p${id}/full`)).status === 404)
  expect((await load(`photo://p${id}/thumbnail`)).status).toBe(200)
})

interface Loaded {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Asks the app's own protocol from the main process. */
function load(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Loaded> {
  return desktop.app.evaluate(
    async ({ net }, [url, headers]) => {
      const response = await net.fetch(url, { headers })
      const body = new Uint8Array(await response.arrayBuffer())
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    },
    [url, headers] as const,
  )
}

async function photoNamed(fits: (name: string) => boolean): Promise<{ id: number; path: string }> {
  const { ids } = await askWell(desktop.page, 'photos.list', { view: { kind: 'all' } })
  for (const photoId of ids) {
    const { fileName, path } = await askWell(desktop.page, 'photos.details', { photoId })
    if (fits(fileName)) return { id: photoId, path }
  }
  throw new Error('no such photo')
}
