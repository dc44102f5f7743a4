import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngineClient, type EngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import { spawnNodeEngine } from '../../src-main/hosts/shared/node-engine.ts'
import { startWebHost, type WebHost } from '../../src-main/hosts/web/server.ts'
import { modelsDir } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('the web host, asked with what no window would send', () => {
  const home = tempDir('hostile-home')
  const renderer = tempDir('hostile-window')
  let client: EngineClient
  let host: WebHost

  beforeAll(async () => {
    writeFileSync(join(renderer, 'index.html'), '<p>the window</p>')
    client = createEngineClient({
      spawn: spawnNodeEngine,
      dataDir: tempDir('hostile-data'),
      modelsDir,
      log: () => {},
    })
    host = await startWebHost({ client, home, renderer, openPath: () => Promise.resolve() })
  })
  afterAll(async () => {
    await host?.close()
    await client?.stop()
  })

  const post = async (name: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const answer = await fetch(`http://127.0.0.1:${host.port}/api/request/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': type },
      body,
    })
    const said = (await answer.json()) as { error?: { code: string; message: string } }
    return { status: answer.status, code: said.error?.code, message: said.error?.message ?? '' }
  }

  const keys = Array.from({ length: 100_000 }, (_, at) => `"k${at}":0`).join(',')

  test.each([
    ['nested 5,000 deep', 'photos.hide', `{"photoIds":${deep(5_000)},"hidden":true}`],
    ['nested a million deep', 'engine.info', `{"a":${deep(1_000_000)}}`],
    [
      'nested deep in a key that there is not',
      'search.run',
      `{"query":{"kind":"words","text":"a"},"x":${deep(5_000)}}`,
    ],
    ['of nested objects', 'engine.info', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['a list', 'engine.info', '[]'],
    ['a number', 'engine.info', '1e999'],
    ['a number beyond all numbers', 'photos.details', '{"photoId":1e999}'],
    ['with a prototype', 'photos.details', '{"photoId":1,"__proto__":{"photoId":2}}'],
    ['with a constructor', 'engine.info', '{"constructor":{"prototype":{"a":1}}}'],
    ['of very many keys', 'engine.info', `{${keys}}`],
    ['of very many numbers', 'problems.retry', `{"photoIds":[${'0,'.repeat(1_500_000)}0]}`],
    ['no text in UTF-8', 'engine.info', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['cut off', 'engine.info', '{"a":'],
  ])('answers arguments %s with a sentence', async (_, name, body) => {
    const { status, code, message } = await post(name, body)
    expect({ status, code }).toEqual({ status: 400, code: 'bad-arguments' })
    expect(message.length).toBeGreaterThan(10)
    expect(message.length).toBeLessThan(600)
  })

  test('takes the bytes of a picture where one is asked for, and nowhere else', async () => {
    const { status, code } = await post('engine.info', new Uint8Array(1_000), 'application/octet-stream')
    expect({ status, code }).toEqual({ status: 400, code: 'bad-arguments' })
  })

  test('imports models from the home folder alone', async () => {
    const outside = tempDir('hostile-outside')
    mkdirSync(join(outside, 'model'))
    symlinkSync(join(outside, 'model'), join(home, 'way-out'), 'junction')
    for (const path of [outside, join(outside, 'model'), join(home, 'way-out'), '/etc', join(home, '..')]) {
      const { status, code, message } = await post('models.import', JSON.stringify({ path }))
      expect({ path, status, code }).toEqual({ path, status: 403, code: 'forbidden' })
      expect(message).toContain('sightline models import')
    }
    mkdirSync(join(home, 'no-model'))
    expect(await post('models.import', JSON.stringify({ path: join(home, 'no-model') }))).toMatchObject({
      code: 'model-refused',
    })
  })

  /** What comes back for bytes sent as they are, up to the end of the connection. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(host.port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
      socket.on('end', () => socket.end())
      socket.on('close', () => resolve(heard))
      socket.on('error', reject)
    })

  test('gives nothing for an address in full, another protocol or a header without end', async () => {
    const own = `Host: 127.0.0.1:${host.port}\r\nConnection: close\r\n`
    expect(await raw(`GET http://evil.example/ HTTP/1.1\r\n${own}\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(
      await raw(
        `GET http://127.0.0.1:${host.port}/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(await raw('GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(
      await raw(
        `GET /api/events HTTP/1.1\r\n${own.replace('close', 'Upgrade')}Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`.replace(
          'Connection: Upgrade',
          'Connection: close, Upgrade',
        ),
      ),
    ).toMatch(/^HTTP\/1\.1 401 /)
    expect(await raw(`GET / HTTP/1.1\r\n${own}X: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await raw(`CONNECT evil.example:80 HTTP/1.1\r\n${own}\r\n`)).not.toContain(' 200 ')
    expect(
      await raw(`OPTIONS /api/request/engine.info HTTP/1.1\r\n${own}Origin: http://evil.example\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 403 /)
    expect(
      await raw(
        `GET /photo/..%2f..%2fetc/passwd HTTP/1.1\r\n${own}Authorization: Bearer ${host.token}\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 404 /)
  })

  test('lets many windows listen, but not without end', async () => {
    const ends = new AbortController()
    try {
      const statuses: number[] = []
      for (let opened = 0; opened < 70; opened += 1) {
        const answer = await fetch(`http://127.0.0.1:${host.port}/api/events`, {
          headers: { authorization: `Bearer ${host.token}` },
          signal: ends.signal,
        })
        statuses.push(answer.status)
      }
      expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(200))
      expect(statuses.at(-1)).toBe(503)
    } finally {
      ends.abort()
    }
  })
})
