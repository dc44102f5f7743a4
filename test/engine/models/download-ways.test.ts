import { expect, test } from 'vitest'
import { downloading, failureOf, impatient } from '../../helpers/downloading.ts'
import { startProxy } from '../../helpers/proxy.ts'

/** Addresses of a host that does not exist: only a mirror or a proxy can bring its files. */
function elsewhere<T extends { readonly url: string | null }>(files: readonly T[], base: string): T[] {
  return files.map((file) => ({
    ...file,
    url: `${base}/org/repo/resolve/abc/${file.url?.split('/').at(-1) ?? ''}`,
  }))
}

test('redirects are followed to another server, as far as the file', async () => {
  const { downloads, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    if (visit.request.url?.startsWith('/cdn/')) return visit.serve()
    const name = visit.request.url?.split('/').at(-1) ?? ''
    visit.response.writeHead(302, { location: `/cdn/${name}` }).end()
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
})

test('redirects in a circle end with a sentence', async () => {
  const { downloads, manifest, hub } = await downloading()
  hub.behave(({ request, response }) => void response.writeHead(302, { location: request.url ?? '' }).end())
  expect((await failureOf(downloads.get(manifest))).message).toContain('from address to address without end')
  expect(hub.visits.length).toBeLessThan(12)
})

test('a redirect to what is no web address is not followed', async () => {
  const { downloads, manifest, hub } = await downloading()
  hub.behave(({ response }) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end())
  expect((await failureOf(downloads.get(manifest))).message).toContain('without encryption')
})

test.each(['SIGHTLINE_MODEL_MIRROR', 'HF_ENDPOINT'])('%s takes the place of the hub', async (name) => {
  const { others, manifest, hub, isWhole } = await downloading()
  const files = elsewhere(manifest.files, 'https://huggingface.co')
  await others({ env: { [name]: `${hub.url}/my/mirror/` } }).get({ ...manifest, files })
  expect(isWhole()).toBe(true)
  expect(hub.requests[0]?.url).toBe('/my/mirror/org/repo/resolve/abc/tokenizer.json')
})

test("a mirror takes the place of the hub's short address too", async () => {
  const { others, manifest, hub, isWhole } = await downloading()
  const files = elsewhere(manifest.files, 'https://hf.co')
  await others({ env: { HF_ENDPOINT: hub.url } }).get({ ...manifest, files })
  expect(isWhole()).toBe(true)
})

test('the name and password of a mirror go to it alone, and into no sentence', async () => {
  const { others, manifest, hub } = await downloading()
  const { hub: another } = await downloading()
  const files = elsewhere(manifest.files, 'https://huggingface.co')
  const env = {
    SIGHTLINE_MODEL_MIRROR: hub.url.replace('//', '//me:secret@'),
    HF_ENDPOINT: 'http://127.0.0.1:9',
  }
  hub.behave(({ response }) => void response.writeHead(302, { location: `${another.url}/x` }).end())
  another.behave(({ response }) => void response.writeHead(403).end())
  const { message } = await failureOf(others({ env }).get({ ...manifest, files }))
  expect(hub.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`)
  expect(another.requests[0]?.headers.authorization).toBeUndefined()
  expect(message).not.toContain('secret')
})

test('a mirror that is no address is a sentence, and nothing is fetched', async () => {
  const { others, manifest, hub } = await downloading()
  const failure = await failureOf(others({ env: { SIGHTLINE_MODEL_MIRROR: 'mirror' } }).get(manifest))
  expect(failure).toMatchObject({ code: 'download-failed' })
  expect(failure.message).toContain('SIGHTLINE_MODEL_MIRROR must be an address')
  expect(hub.visits).toEqual([])
})

test('the proxy of the environment is used, with name and password', async () => {
  const { others, manifest, isWhole, hub } = await downloading()
  const proxy = await startProxy('me:secret')
  await others({ env: { http_proxy: proxy.url.replace('//', '//me:secret@') } }).get(manifest)
  expect(isWhole()).toBe(true)
  expect(proxy.asked).toEqual(hub.requests.map(({ url }) => `GET ${hub.url}${url ?? ''}`).slice(0, 3))
})

test('a proxy that wants a password is a sentence', async () => {
  const { others, manifest, hub } = await downloading()
  const proxy = await startProxy('me:secret')
  const { message } = await failureOf(others({ env: { HTTP_PROXY: proxy.url } }).get(manifest))
  expect(message).toContain('The proxy does not let the download through (407)')
  expect(hub.visits).toEqual([])
})

test('an encrypted download goes through a tunnel of the proxy', async () => {
  const { others, manifest } = await downloading()
  const proxy = await startProxy()
  const files = elsewhere(manifest.files, 'https://127.0.0.1:9')
  const { message } = await failureOf(others({ env: { HTTPS_PROXY: proxy.url } }).get({ ...manifest, files }))
  expect(proxy.asked[0]).toBe('CONNECT 127.0.0.1:9')
  expect(message).toContain('127.0.0.1:9')
})

test('what NO_PROXY names is reached straight', async () => {
  const { others, manifest, isWhole } = await downloading()
  const proxy = await startProxy()
  await others({ env: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } }).get(manifest)
  expect(isWhole()).toBe(true)
  expect(proxy.asked).toEqual([])
})

test('without a proxy in the environment the system is asked for each address', async () => {
  const { others, manifest, isWhole, hub } = await downloading()
  const proxy = await startProxy()
  const asked: string[] = []
  const proxyFor = async (url: string) => {
    asked.push(url)
    return asked.length === 2 ? proxy.url : null
  }
  await others({ proxyFor }).get(manifest)
  expect(isWhole()).toBe(true)
  expect(asked).toHaveLength(3)
  expect(proxy.asked).toEqual([`GET ${hub.url}${hub.requests[1]?.url ?? ''}`])
})

test('a network that goes in the middle of a model is waited for with patience', async () => {
  const { others, manifest, hub, isWhole } = await downloading()
  hub.behave((visit) => {
    visit.response.shouldKeepAlive = false
    visit.serve()
    if (visit.bytes.length === 3_000) hub.leave()
  })
  let waits = 0
  const downloads = others({
    // More often than a server that never answered is asked.
    timing: { ...impatient, attemptsUnanswered: 2, attempts: 8 },
    onChanged: (id) => {
      if (downloads.progress(id)?.phase !== 'waiting') return
      waits += 1
      if (waits === 3) hub.comeBack()
    },
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(waits).toBeGreaterThanOrEqual(3)
})

test.each(['http_proxy', 'all_proxy', 'ALL_PROXY'])('%s may come without a scheme', async (name) => {
  const { others, manifest, isWhole } = await downloading()
  const proxy = await startProxy()
  await others({ env: { [name]: proxy.url.replace('http://', '') } }).get(manifest)
  expect(isWhole()).toBe(true)
  expect(proxy.asked).toHaveLength(3)
})

test.each([
  ['HTTPS_PROXY', 'http://'],
  ['https_proxy', 'my proxy'],
  ['ALL_PROXY', 'ftp://proxy:21'],
])('%s=%s is said at once to be no address of a proxy', async (name, value) => {
  const { others, manifest, hub } = await downloading()
  const files = elsewhere(manifest.files, 'https://127.0.0.1:9')
  let waits = 0
  const downloads = others({
    env: { [name]: value },
    onChanged: (id) => (waits += Number(downloads.progress(id)?.phase === 'waiting')),
  })
  const { code, message } = await failureOf(downloads.get({ ...manifest, files }))
  expect(code).toBe('download-failed')
  expect(message).toMatch(new RegExp(`^${name} is no address of a proxy`))
  expect(waits).toBe(0)
  expect(hub.visits).toEqual([])
})

test('what the system names is looked at too', async () => {
  const { others, manifest } = await downloading()
  const { message } = await failureOf(others({ proxyFor: async () => 'http://' }).get(manifest))
  expect(message).toContain("The system's proxy setting is no address of a proxy")
})

test('a proxy that cannot be reached is named beside the server', async () => {
  const { others, manifest } = await downloading()
  const { message } = await failureOf(others({ env: { http_proxy: '127.0.0.1:9' } }).get(manifest))
  expect(message).toContain('http_proxy names 127.0.0.1:9')
})

test('a proxy for the one scheme leaves the other to the system', async () => {
  const { others, manifest, isWhole } = await downloading()
  const proxy = await startProxy()
  const unused = await startProxy()
  await others({ env: { https_proxy: unused.url }, proxyFor: async () => proxy.url }).get(manifest)
  expect(isWhole()).toBe(true)
  expect([proxy.asked.length, unused.asked.length]).toEqual([3, 0])
})
