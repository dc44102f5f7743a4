import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngineClient, type EngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import { spawnNodeEngine } from '../../src-main/hosts/shared/node-engine.ts'
import { startWebHost, type WebHost } from '../../src-main/hosts/web/server.ts'
import { modelsDir, until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

const photoSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64"/></svg>'

describe('the web host', () => {
  const home = tempDir('guard-home')
  const renderer = tempDir('guard-window')
  let client: EngineClient
  let host: WebHost
  let session = ''
  const cookie = () => `sightline-${host.port}=${session}`
  const bearer = () => ({ authorization: `Bearer ${host.token}` })
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`http://127.0.0.1:${host.port}${path}`, { headers, method, redirect: 'manual' })
  const post = (name: string, args: unknown, headers: Record<string, string> = bearer()) =>
    fetch(`http://127.0.0.1:${host.port}/api/request/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
    })

  beforeAll(async () => {
    writeFileSync(join(renderer, 'index.html'), '<p>the window</p>')
    mkdirSync(join(renderer, 'assets'))
    writeFileSync(join(renderer, 'assets', 'app-1a2b.js'), 'go()')
    client = createEngineClient({
      spawn: spawnNodeEngine,
      dataDir: tempDir('guard-data'),
      modelsDir,
      log: () => {},
    })
    host = await startWebHost({ client, home, renderer, openPath: () => Promise.resolve() })
    session = secretIn(await get(`/?token=${host.token}`))
  })
  afterAll(async () => {
    await host?.close()
    await client?.stop()
  })

  test('shows nothing to one who has no token, or a wrong one', async () => {
    for (const path of ['/', '/?token=guess', '/assets/app-1a2b.js', '/photo/1/full', '/api/events']) {
      const answer = await get(path)
      expect(answer.status, path).toBe(401)
      expect(await answer.text()).toContain('Open the link')
    }
    expect((await get('/', { authorization: 'Bearer guess' })).status).toBe(401)
    expect((await get('/', { cookie: `sightline-${host.port}=guess` })).status).toBe(401)
    expect((await post('roots.list', {}, {})).status).toBe(401)
  })

  test('swaps the token of the link for a cookie that no script and no other site can use', async () => {
    const answer = await get(new URL(host.url).pathname + new URL(host.url).search)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    const set = answer.headers.get('set-cookie') ?? ''
    expect(set).toMatch(new RegExp(`^sightline-${host.port}=[\\w-]{43};`))
    expect(set, 'the cookie has a secret of its own').not.toContain(host.token)
    expect(set).toContain('HttpOnly')
    expect(set).toContain('SameSite=Strict')
    const own = `sightline-${host.port}=${secretIn(answer)}`
    expect(await (await get('/', { cookie: own })).text()).toBe('<p>the window</p>')
    expect((await get('/', { authorization: `Bearer ${secretIn(answer)}` })).status).toBe(401)
    expect((await get('/', { cookie: `sightline-${host.port}=${host.token}` })).status).toBe(401)
  })

  test('takes a token nowhere but on the page itself', async () => {
    expect((await get(`/api/events?token=${host.token}`)).status).toBe(401)
    expect((await get(`/assets/app-1a2b.js?token=${host.token}`)).status).toBe(401)
  })

  test.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:80'])(
    'refuses to be called %s, whoever asks',
    async (name) => {
      const answer = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { host: name, cookie: cookie() }
        const asked = httpRequest({ host: '127.0.0.1', port: host.port, path: '/', headers }, (reply) => {
          reply.resume()
          resolve(reply.statusCode)
        })
        asked.on('error', reject).end()
      })
      expect(answer).toBe(421)
    },
  )

  test('refuses pages of other origins, even with the cookie', async () => {
    for (const origin of [
      'http://evil.example',
      'http://127.0.0.1:1',
      'null',
      `https://127.0.0.1:${host.port}`,
    ]) {
      expect((await get('/', { cookie: cookie(), origin })).status, origin).toBe(403)
      expect((await post('roots.list', {}, { cookie: cookie(), origin })).status, origin).toBe(403)
    }
    expect((await get('/photo/1/full', { cookie: cookie(), 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  test('takes requests from its own page, and from scripts with the token', async () => {
    const origin = `http://127.0.0.1:${host.port}`
    expect((await post('roots.list', {}, { cookie: cookie(), origin })).status).toBe(200)
    expect((await post('roots.list', {}, bearer())).status).toBe(200)
    expect((await post('roots.list', {}, { cookie: cookie() })).status, 'a cookie without an origin').toBe(
      403,
    )
  })

  test('answers what is not JSON, or too much of it, with bad-arguments', async () => {
    const url = `http://127.0.0.1:${host.port}/api/request/roots.list`
    for (const body of ['[', '[]'.repeat(3), '7', 'null', '"x"']) {
      const answer = await fetch(url, { method: 'POST', headers: bearer(), body })
      expect(answer.status, body).toBe(400)
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
    }
    const large = await fetch(url, { method: 'POST', headers: bearer(), body: ' '.repeat(5 * 2 ** 20) })
    expect(large.status).toBe(413)
  })

  test('hands out the files of the window and no others', async () => {
    const page = await get('/', bearer())
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const asset = await get('/assets/app-1a2b.js', bearer())
    expect(asset.headers.get('content-type')).toContain('javascript')
    const outside = [
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '//etc/passwd',
      '/assets',
      '/%00',
      '/%',
      '/a%5c..%5cb',
    ]
    for (const path of outside) expect((await get(path, bearer())).status, path).toBe(404)
  })

  test('sends a picture in parts, once, and as something that can do no harm', async () => {
    const folder = join(home, 'Drawings')
    mkdirSync(folder)
    writeFileSync(join(folder, 'drawing.svg'), photoSvg)
    await post('roots.add', { path: folder })
    const photoId = await idOfTheOnlyPhoto(client)
    const path = `/photo/${photoId}/full`
    const whole = await get(path, bearer())
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-type')).toMatch(/^image\//)
    expect(whole.headers.get('content-security-policy')).toContain('sandbox')
    const content = await bytesOf(whole)
    const part = await get(path, { ...bearer(), range: 'bytes=1-4' })
    expect(part.status).toBe(206)
    expect(await bytesOf(part)).toEqual(content.subarray(1, 5))
    expect((await get(path, { ...bearer(), range: `bytes=${content.length + 9}-` })).status).toBe(416)
    const head = await get(path, bearer(), 'HEAD')
    expect(head.headers.get('content-length')).toBe(String(content.length))
    const etag = whole.headers.get('etag') ?? ''
    expect((await get(path, { ...bearer(), 'if-none-match': etag })).status).toBe(304)
    for (const missing of [
      '/photo/999999/full',
      '/photo/99999999999999999999/full',
      '/photo/1/huge',
      '/photo/x/full',
    ]) {
      expect((await get(missing, bearer())).status, missing).toBe(404)
    }
  })

  test('lets no link lead out of the home folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'sightline-outside-'))
    try {
      symlinkSync(outside, join(home, 'way-out'), 'junction')
      mkdirSync(join(outside, 'deeper'))
      for (const path of [
        outside,
        join(home, 'way-out'),
        join(home, 'way-out', 'deeper'),
        join(home, '..'),
        '/etc',
      ]) {
        expect(await (await post('roots.add', { path })).json(), path).toMatchObject({
          error: { code: 'forbidden' },
        })
        expect(await (await post('folders.list', { path })).json(), path).toMatchObject({
          error: { code: 'forbidden' },
        })
      }
      const listed = (await (await post('folders.list', {})).json()) as {
        value: { folders: { name: string }[] }
      }
      expect(listed.value.folders.map(({ name }) => name)).not.toContain('way-out')
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  test('tells events as they happen, beginning with how things stand', async () => {
    const answer = await get('/api/events', bearer())
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body?.getReader()
    let heard = ''
    const listening = (async () => {
      for (;;) {
        const next = await reader?.read()
        if (!next || next.done) return
        heard += Buffer.from(next.value).toString()
      }
    })()
    await until('the state is told', () => heard.includes('event: engine.state\ndata: {"kind":"ready"}'))
    await until('the progress is told', () => heard.includes('event: indexing.progress\ndata: {"phase"'))
    await post('indexing.pause', {})
    await until('the pause is told', () => heard.includes('"pauseReason":"person"'))
    await reader?.cancel()
    await listening
  })

  test('refuses a port that is taken, in one sentence', async () => {
    await expect(startWebHost({ client, home, renderer, port: host.port })).rejects.toThrow(
      /is taken.*--port/,
    )
  })
})

/** Of the cookie that an answer sets. */
function secretIn(answer: Response): string {
  return /=([^;]+);/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

async function idOfTheOnlyPhoto(client: EngineClient): Promise<number> {
  let ids: number[] = []
  await until('the drawing is indexed', async () => {
    const reply = await client.request('photos.list', { view: { kind: 'all' } })
    if (reply.ok) ({ ids } = reply.value as { ids: number[] })
    return ids.length === 1
  })
  return ids[0] ?? 0
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer())
}
