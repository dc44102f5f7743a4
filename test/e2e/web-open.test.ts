import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { until } from '../helpers/engine.ts'
import { projectRoot } from '../helpers/imports.ts'
import { tempDir } from '../helpers/temp.ts'

const running: ChildProcess[] = []
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await gone
  }
})

/** A browser that notes its arguments, one a line, and stays open for a while. */
function notingBrowser(): { env: NodeJS.ProcessEnv; opened: () => string[] } {
  const folder = tempDir('open-bin')
  const notes = join(folder, 'notes')
  const file = join(folder, 'noting-browser')
  writeFileSync(file, `#!/bin/sh\nfor one in "$@"; do echo "$one" >> ${notes}; done\nexec sleep 3\n`)
  chmodSync(file, 0o755)
  // Without a display xdg-open goes by BROWSER, and by nothing of this machine's own settings.
  const env = {
    BROWSER: file,
    XDG_CURRENT_DESKTOP: '',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    HOME: folder,
    PATH: `/usr/bin:/bin`,
  }
  return { env, opened: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []) }
}

function serve(data: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const built = join(projectRoot, 'out/main/cli.js')
  const child = spawn(process.execPath, [built, 'serve', '--data', data, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { said, ended, link: () => /http:\S+/.exec(said.out)?.[0] ?? '' }
}

/** Every argument of every process there is, again and again until `stop`. */
function watchArguments() {
  const seen = new Set<string>()
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        for (const one of readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')) seen.add(one)
      } catch {
        // It has ended.
      }
    }
  }
  const timer = setInterval(look, 5)
  return {
    seen,
    stop: () => {
      look()
      clearInterval(timer)
    },
  }
}

const linux = test.skipIf(process.platform !== 'linux')

linux(
  'serve --open shows the browser its way in by a page, and nothing on any command line opens Sightline (Linux: /proc)',
  async () => {
    const { env, opened } = notingBrowser()
    const data = tempDir('open-data')
    const watched = watchArguments()
    const first = serve(data, env, '--open')
    await until('the browser is opened', () => opened().length > 0, 30_000)
    await until('the link is printed', () => first.link() !== '', 30_000)
    const [page = ''] = opened()
    expect(page).toMatch(/^\/.*\.html$/)
    expect(watched.seen).toContain(page)

    const browser = await launchBrowser()
    const tab = await browser.newPage()
    await tab.goto(pathToFileURL(page).href)
    await tab.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
    const { origin } = new URL(first.link())
    expect(tab.url()).toBe(`${origin}/`)
    await tab.reload()
    await tab.getByRole('heading', { name: 'Find any photo by what is in it' }).waitFor()
    const [cookie] = await tab.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(first.link()).not.toContain(cookie?.value)
    await browser.close()
    await until('the page is gone', () => !existsSync(page))
    watched.stop()

    const words = [...watched.seen].flatMap((one) => [one, ...(one.match(/[\w-]{16,}/g) ?? [])])
    for (const word of new Set(words)) {
      if (/[^\x20-\x7e]/.test(word)) continue
      const ways: [string, Record<string, string>][] = [
        [`${origin}/?token=${encodeURIComponent(word)}`, {}],
        [`${origin}/?code=${encodeURIComponent(word)}`, {}],
        [`${origin}/`, { authorization: `Bearer ${word}` }],
        [`${origin}/`, { cookie: `sightline-${new URL(origin).port}=${encodeURIComponent(word)}` }],
      ]
      for (const [url, headers] of ways) {
        const { status } = await fetch(url, { headers, redirect: 'manual' })
        expect(status, word).toBe(401)
      }
    }
  },
)

linux(
  'a second serve --open adds its folders to the one that runs, opens that one and ends (Linux: a browser that notes)',
  async () => {
    const { env, opened } = notingBrowser()
    const data = tempDir('second-data')
    const folder = tempDir('second-photos')
    const first = serve(data, env)
    await until('the link is printed', () => first.link() !== '', 30_000)
    expect(opened()).toEqual([])

    const second = serve(data, env, '--open', folder, join(folder, 'missing'))
    expect(await second.ended).toBe(0)
    expect(second.said.out).toContain('Sightline is already open')
    expect(second.said.err).toContain(join(folder, 'missing'))
    await until('the browser is opened', () => opened().length > 0)
    const [page = ''] = opened()
    const code = /url=(http:[^"]+)/.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
    for (const link of [code, second.link()]) {
      expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
      expect((await fetch(link, { redirect: 'manual' })).status).toBe(401)
    }
    const url = new URL('/api/request/roots.list', first.link())
    const headers = { authorization: `Bearer ${new URL(first.link()).searchParams.get('token')}` }
    const roots = await fetch(url, { method: 'POST', headers, body: '{}' })
    expect(await roots.json()).toMatchObject({ ok: true, value: [{ path: folder }] })

    const joined = serve(data, env, '--join', '--json')
    expect(await joined.ended).toBe(0)
    expect(JSON.parse(joined.said.out)).toMatchObject({ alreadyOpen: true, dataDir: data })
    const plain = serve(data, env, '--json')
    expect(await plain.ended).toBe(1)
    expect(JSON.parse(plain.said.out)).toMatchObject({ error: { code: 'data-folder-busy' } })
  },
)

linux(
  'a Sightline that was killed leaves word that the next start does not follow (Linux: a browser that notes)',
  async () => {
    const { env, opened } = notingBrowser()
    const data = tempDir('stale-data')
    const first = serve(data, env)
    await until('the link is printed', () => first.link() !== '', 30_000)
    running[0]?.kill('SIGKILL')
    await first.ended
    expect(existsSync(join(data, 'running.json'))).toBe(true)
    const second = serve(data, env, '--open')
    await until('it is served anew', () => second.said.out.includes('Ctrl+C ends it.'), 40_000)
    await until('the browser is opened', () => opened().length > 0)
    expect(second.link()).not.toBe(first.link())
  },
)
