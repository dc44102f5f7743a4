import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import { writeLinkFile } from '../../src-main/hosts/web/link-file.ts'
import { readRunning, removeRunning, writeRunning } from '../../src-main/hosts/web/running-file.ts'
import { startWebHost, type WebHost } from '../../src-main/hosts/web/server.ts'
import { visitRunning } from '../../src-main/hosts/web/visit.ts'
import type { Wish } from '../../src-main/hosts/web/visit-proof.ts'
import { until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

/** Nothing here gets as far as the engine. */
const noEngine = { subscribe: () => () => {} } as unknown as EngineClient

const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' })
const cookieIn = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

describe('the door of the web host', () => {
  const renderer = tempDir('door-window')
  const wishes: Wish[] = []
  let host: WebHost
  const start = () =>
    startWebHost({
      client: noEngine,
      home: renderer,
      renderer,
      receive: (wish) => {
        wishes.push(wish)
        return Promise.resolve({ url: host.oneTimeLink().url, file: null, refused: ['not that one'] })
      },
    })
  const page = () => `http://127.0.0.1:${host.port}/`

  beforeAll(async () => {
    writeFileSync(join(renderer, 'index.html'), '<p>the window</p>')
    host = await start()
  })
  afterAll(() => host?.close())

  test('opens to a one-time link once, and to the browser that came by it for as long as it is open', async () => {
    const { url, over } = host.oneTimeLink()
    const first = await get(url)
    await over
    expect([first.status, first.headers.get('location')]).toEqual([303, '/'])
    const cookie = cookieIn(first)
    expect(await (await get(page(), { cookie })).text()).toBe('<p>the window</p>')
    const second = await get(url)
    expect([second.status, second.headers.get('set-cookie')]).toEqual([401, null])
    expect(await second.text()).toContain('used before')
    expect((await get(url, { cookie })).headers.get('location'), 'loaded again').toBe('/')
    const code = new URL(url).searchParams.get('code') ?? ''
    expect((await get(page(), { authorization: `Bearer ${code}` })).status).toBe(401)
    expect((await get(page(), { cookie: `sightline-${host.port}=${code}` })).status).toBe(401)
  })

  test('lets one of many win a one-time link', async () => {
    const { url } = host.oneTimeLink()
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(url)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  test('gives each browser a secret of its own, and forgets the one that was longest away', async () => {
    const cookies: string[] = []
    for (let i = 0; i < 33; i += 1) cookies.push(cookieIn(await get(host.url)))
    expect(new Set(cookies).size).toBe(33)
    expect((await get(page(), { cookie: cookies[0] ?? '' })).status).toBe(401)
    expect((await get(page(), { cookie: cookies[1] ?? '' })).status).toBe(200)
    const again = await get(host.url, { cookie: cookies[1] ?? '' })
    expect(again.headers.get('set-cookie'), 'one that is in needs no other').toBe(null)
  })

  test('does not open to a cookie or a link of an earlier server', async () => {
    const cookie = cookieIn(await get(host.url))
    const link = host.oneTimeLink()
    const next = await start()
    const name = cookie.replace(String(host.port), String(next.port))
    const code = new URL(link.url).search
    expect((await get(`http://127.0.0.1:${next.port}/`, { cookie: name })).status).toBe(401)
    expect((await get(`http://127.0.0.1:${next.port}/${code}`)).status).toBe(401)
    await next.close()
  })

  test('shows the link for a browser in a file that nobody else can read, until it is used', async () => {
    const link = host.oneTimeLink()
    const file = (await writeLinkFile(link)) ?? ''
    expect(readFileSync(file, 'utf8')).toContain(link.url)
    if (process.platform !== 'win32') {
      expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
    }
    await get(link.url)
    await until('the file is gone', () => !existsSync(dirname(file)))
  })

  test('hands a second start that knows the secret a fresh link, and takes its folders', async () => {
    const running = { port: host.port, secret: host.visitSecret }
    const wish = { folders: ['/photos'], open: false }
    const answer = await visitRunning(running, wish)
    expect(answer?.refused).toEqual(['not that one'])
    expect(wishes).toEqual([wish])
    expect((await get(answer?.url ?? '')).status).toBe(303)
    expect(await visitRunning({ ...running, secret: host.token }, wish)).toBeUndefined()
    expect(wishes).toHaveLength(1)
  })

  test('takes no visit of a page, of one who proves nothing, or twice', async () => {
    const at = `${page()}api/visit`
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${at}${path}`, { method: 'POST', body: JSON.stringify(body), headers })
    const nonce = 'n'.repeat(43)
    expect((await post('/hello', { nonce }, { origin: `http://127.0.0.1:${host.port}` })).status).toBe(403)
    expect((await post('/hello', { nonce }, { 'sec-fetch-site': 'none' })).status).toBe(403)
    expect((await post('/hello', { nonce: 1 })).status).toBe(400)
    const greeting = (await (await post('/hello', { nonce })).json()) as { nonce: string; proof: string }
    const wish = JSON.stringify({ folders: [], open: false })
    const nonces = `${nonce} ${greeting.nonce}`
    expect((await post('', { nonces, wish, proof: greeting.proof })).status, "the server's own proof").toBe(
      401,
    )
    expect((await post('', { nonces, wish, proof: 'p'.repeat(43) })).status).toBe(401)
    expect(wishes).toHaveLength(1)
  })

  test('shows the secret to no other program that has taken its port', async () => {
    const heard: string[] = []
    const foreign: Server = createServer((asked, answer) => {
      heard.push(`${asked.url} ${JSON.stringify(asked.headers)}`)
      asked.on('data', (chunk: Buffer) => heard.push(chunk.toString()))
      answer.end(JSON.stringify({ nonce: 'n'.repeat(43), proof: 'p'.repeat(43) }))
    })
    await once(foreign.listen(0, '127.0.0.1'), 'listening')
    const { port } = foreign.address() as AddressInfo
    const running = { port, secret: host.visitSecret }
    expect(await visitRunning(running, { folders: ['/photos'], open: true })).toBeUndefined()
    expect(heard.join('\n')).toContain('/api/visit/hello')
    expect(heard.join('\n')).not.toContain(host.visitSecret)
    expect(heard.join('\n')).not.toContain('/photos')
    foreign.close()
  })

  test('is not opened by a program in between that passes the questions on', async () => {
    const between: Server = createServer((asked, answer) => {
      let body = ''
      asked.on('data', (chunk: Buffer) => (body += chunk.toString()))
      asked.on('end', () => {
        void fetch(`http://127.0.0.1:${host.port}${asked.url}`, { method: 'POST', body }).then(
          async (reply) => answer.writeHead(reply.status).end(await reply.text()),
        )
      })
    })
    await once(between.listen(0, '127.0.0.1'), 'listening')
    const { port } = between.address() as AddressInfo
    const seen = wishes.length
    expect(
      await visitRunning({ port, secret: host.visitSecret }, { folders: [], open: true }),
    ).toBeUndefined()
    expect(wishes).toHaveLength(seen)
    between.close()
  })

  test('is found by word that only its user could have left', () => {
    const dir = tempDir('door-data')
    const running = { port: 4_711, secret: 's'.repeat(43) }
    expect(readRunning(dir)).toBeUndefined()
    writeRunning(dir, running)
    expect(readRunning(dir)).toEqual(running)
    removeRunning(dir, { ...running, secret: 'o'.repeat(43) })
    expect(readRunning(dir), "another's word is not taken back").toEqual(running)
    if (process.platform !== 'win32') {
      expect(statSync(join(dir, 'running.json')).mode & 0o777).toBe(0o600)
      chmodSync(join(dir, 'running.json'), 0o644)
      expect(readRunning(dir)).toBeUndefined()
      chmodSync(join(dir, 'running.json'), 0o600)
    }
    removeRunning(dir, running)
    expect(existsSync(join(dir, 'running.json'))).toBe(false)
  })
})
