import { afterAll, beforeAll, expect, test } from 'vitest'
import { join } from 'node:path'
import { projectFolder } from '../electron-double/desktop-app.ts'
import { until } from '../electron-double/until.ts'
import { ask, openDesktop, type Desktop } from '../helpers/desktop.ts'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterAll(() => desktop?.app.close())

test('the page sees the bridge and nothing of Node or Electron', async () => {
  const seen = await desktop.page.evaluate(() => ({
    bridge: Object.keys(window.sightline).toSorted(),
    frozen: Object.isFrozen(window.sightline),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electronDoubleSend'].filter(
      (name) => name in globalThis,
    ),
  }))
  expect(seen).toEqual({ bridge: ['on', 'pathForFile', 'request'], frozen: true, node: [] })
})

test('the page cannot replace the bridge', async () => {
  const replaced = await desktop.page.evaluate(() => {
    try {
      Object.defineProperty(window, 'sightline', { value: 'another' })
      return true
    } catch {
      return false
    }
  })
  expect(replaced).toBe(false)
})

test('requests of another name are refused, and events of another name throw', async () => {
  for (const name of ['no.such-request', '__proto__', 'toString', 'sightline:event']) {
    const reply = await ask(desktop.page, name as never, {} as never)
    expect(reply).toMatchObject({ ok: false, error: { code: 'unknown-request' } })
  }
  const thrown = desktop.page.evaluate(() => window.sightline.on('sightline:request', () => {}))
  await expect(thrown).rejects.toThrow('No such event')
})

test.for(['https://example.com/', 'app://elsewhere/index.html', 'http://127.0.0.1:1/'])(
  'the page cannot navigate to %s',
  async (url) => {
    const { app, page } = desktop
    await page.evaluate(() => Object.assign(window, { stillHere: true }))
    await app.evaluate(({ BrowserWindow }) => {
      const wanted: string[] = []
      Object.assign(globalThis, { wanted })
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) =>
        wanted.push(event.url),
      )
    })
    await page.evaluate((url) => void (location.href = url), app.addressOf(url))
    await until('the attempt', 5_000, () =>
      app.evaluate((_, url) => (globalThis as unknown as { wanted: string[] }).wanted.includes(url), url),
    )
    expect(app.urlOf(page)).toBe('app://sightline/index.html')
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  },
)

test('the page cannot open another window', async () => {
  const { app, page } = desktop
  await page.evaluate(() => void window.open('https://example.com/', '_blank'))
  await until('one page', 5_000, () => page.context().pages().length === 1)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the content security policy stops remote pictures, connections, frames and eval', async () => {
  const stopped = await desktop.page.evaluate(async () => {
    const directives = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective))
    new Image().src = 'https://example.com/pixel.png'
    await fetch('https://example.com/').catch(() => {})
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }))
    document.body.append(Object.assign(document.createElement('script'), { text: 'globalThis.injected = 1' }))
    // Not at once: DevTools lets what it evaluates itself use eval.
    setTimeout(() => {
      try {
        Function('globalThis.injected = 2')()
      } catch {
        directives.add('eval')
      }
    })
    const deadline = Date.now() + 5_000
    while (directives.size < 6 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return { directives: [...directives].toSorted(), injected: 'injected' in globalThis }
  })
  // A refused eval is reported as a violation of script-src and thrown as well.
  const expected = ['connect-src', 'eval', 'frame-src', 'img-src', 'script-src', 'script-src-elem']
  expect(stopped).toEqual({ directives: expected, injected: false })
})

test('another page with the same preload is not answered', async () => {
  const preload = join(projectFolder, 'out/preload/bridge.cjs')
  const reply = await desktop.app.evaluate(async ({ BrowserWindow }, preload) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload } })
    try {
      await other.loadURL('app://sightline/index.html')
      return (await other.webContents.executeJavaScript(
        'window.sightline.request("roots.list", {})',
      )) as unknown
    } finally {
      other.destroy()
    }
  }, preload)
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
})

test('a frame inside the page has no bridge', async () => {
  const has = await desktop.page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const has = frame.contentWindow !== null && 'sightline' in frame.contentWindow
    frame.remove()
    return has
  })
  expect(has).toBe(false)
})

test.for([
  'app://sightline/%2e%2e/%2e%2e/package.json',
  'app://sightline/..%2f..%2fpackage.json',
  'app://sightline/..%5c..%5cpackage.json',
  'app://sightline/assets/%00',
  'app://sightline/../preload/bridge.cjs',
  'app://elsewhere/index.html',
  'photo://p1/../../etc/passwd',
  'photo://p0/full',
  'photo://p1e3/full',
  'photo://1/full',
])('%s gives nothing', async (url) => {
  const status = await desktop.app.evaluate(
    ({ net }, url) =>
      net.fetch(url).then(
        (response) => response.status,
        () => 404,
      ),
    url,
  )
  expect(status).toBe(404)
})

test('the window file carries the policy and cannot be sniffed into something else', async () => {
  const headers = await desktop.app.evaluate(async ({ net }) => {
    const response = await net.fetch('app://sightline/index.html')
    return Object.fromEntries(response.headers)
  })
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
  expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-dns-prefetch-control']).toBe('off')
})

test('what the page could send past its policy, and Chromium by itself, is off', async () => {
  const ways = await desktop.app.evaluate(({ BrowserWindow, session }) => ({
    spelling: session.defaultSession.isSpellCheckerEnabled(),
    webRtc: BrowserWindow.getAllWindows()[0]?.webContents.getWebRTCIPHandlingPolicy(),
  }))
  expect(ways).toEqual({ spelling: false, webRtc: 'disable_non_proxied_udp' })
})

test('nothing is loaded from the network, even by a page without a policy', async () => {
  const failure = await desktop.app.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ show: false })
    try {
      await other.loadURL('https://example.com/')
      return 'loaded'
    } catch (error) {
      return String(error)
    } finally {
      other.destroy()
    }
  })
  expect(failure).toContain('ERR_BLOCKED_BY_CLIENT')
})
