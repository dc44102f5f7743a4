import type { ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { askWell, openDesktop, photoFolder, someQuery, untilIndexed } from '../helpers/desktop.ts'
import { until } from '../helpers/engine.ts'
import { projectRoot } from '../helpers/imports.ts'
import { firstVersionCatalog } from '../helpers/old-catalog.ts'
import { cornered, rewritten } from '../helpers/odd-pictures.ts'
import { copyCaptioned, hasCaptioned, paintPhotos, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'
import { canTrace, needsStrace, outOfBounds, readCalls, startTraced, type Bounds } from '../helpers/traced.ts'
import { childrenOf } from '../helpers/web-app.ts'

// "Nothing leaves the machine", as the kernel sees it: Sightline is used as a person uses it, in an environment that has
// nothing of a developer's in it, and each call that writes, sends or starts something is looked at. Whatever a later
// dependency brings along shows here as well.

const isTraceable = canTrace()
if (!isTraceable) console.log(`skipped: ${needsStrace}`)

interface Desk extends Bounds {
  readonly env: Readonly<Record<string, string>>
  readonly traces: string
  readonly dir: string
}

/** A home and a temporary folder that nobody has used. The data folder is where it is by itself. */
function newDesk(name: string): Desk {
  const dir = tempDir(name)
  const folder = (part: string): string => {
    mkdirSync(join(dir, part))
    return join(dir, part)
  }
  const home = folder('home')
  // Made by the systems of most people; here, so that making them needs no exception.
  mkdirSync(join(home, '.local/share'), { recursive: true })
  const tmp = folder('tmp')
  return {
    dir,
    home,
    traces: folder('traces'),
    env: { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: tmp },
    mayWrite: [join(home, '.local/share/Sightline'), tmp, folder('elsewhere')],
    programs: [process.execPath],
  }
}

let runs = 0
const start = ({ traces, env, dir }: Desk, ...command: readonly string[]): ChildProcess =>
  startTraced(traces, `run-${(runs += 1)}`, [process.execPath, ...command], { env, cwd: dir })

async function run(desk: Desk, ...args: readonly string[]): Promise<string> {
  const built = join(projectRoot, 'out/main/cli.js')
  if (!existsSync(built)) throw new Error('Nothing is built: "npm test" and "npm run build" build it.')
  const child = start(desk, built, ...args)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  expect({ code: await code, stderr }, args.join(' ')).toMatchObject({ code: 0 })
  return stdout
}

const textOf = (output: Readable | null): Promise<string> => (output ? text(output) : Promise.resolve(''))

/** Photos of every decoder: sharp, libheif and ImageMagick. */
async function photosOf(desk: Desk): Promise<string> {
  const photos = join(desk.dir, 'Photos')
  await paintPhotos(photos, 4)
  if (hasCaptioned) copyCaptioned(photos, 6)
  for (const format of ['bmp', 'psd', 'jxl'] as const) {
    writeFileSync(
      join(photos, `odd.${format}`),
      await rewritten(await cornered(300, 200).png().toBuffer(), format),
    )
  }
  writeFileSync(join(photos, 'broken.jpg'), 'no picture')
  const heic = join(sharedData, 'camera/heic')
  for (const name of existsSync(heic) ? readdirSync(heic).slice(0, 3) : [])
    copyFileSync(join(heic, name), join(photos, name))
  return photos
}

/** What the window asks, over HTTP: its page, words, a picture, thumbnails, news. */
async function useWindow(desk: Desk, picture: string): Promise<void> {
  const child = start(desk, join(projectRoot, 'src-main/launch/start.mjs'))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let printed = ''
  for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk) => (printed += String(chunk)))
  const link = () => /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(printed)?.[0]
  await until('the link', () => link() !== undefined || child.exitCode !== null, 60_000)
  const { origin, searchParams } = new URL(link() ?? `about:blank?${printed}`)
  const headers = { authorization: `Bearer ${searchParams.get('token')}` }
  const ask = async (name: string, init: RequestInit): Promise<never> => {
    const url = `${origin}/api/request/${name}`
    const answer = await fetch(url, { method: 'POST', ...init, headers: { ...headers, ...init.headers } })
    const reply = (await answer.json()) as { ok: boolean; value: never }
    expect(reply, name).toMatchObject({ ok: true })
    return reply.value
  }
  expect((await fetch(origin, { headers })).status).toBe(200)
  const news = await fetch(`${origin}/api/events`, { headers })
  expect((await news.body?.getReader().read())?.done).toBe(false)

  const words = { query: { kind: 'words', text: 'a red circle' } }
  const { photos } = (await ask('search.run', { body: JSON.stringify(words) })) as {
    photos: { ids: number[] }
  }
  expect(photos.ids.length).toBeGreaterThan(5)
  const { pictureId } = (await ask(
    `search.picture-from-bytes?args=${encodeURIComponent('{"name":"dropped.jpg"}')}`,
    {
      body: readFileSync(picture),
      headers: { 'content-type': 'application/octet-stream' },
    },
  )) as { pictureId: string }
  await ask('search.run', { body: JSON.stringify({ query: { kind: 'picture', pictureId } }) })
  for (const size of ['thumbnail', 'full']) {
    expect((await fetch(`${origin}/photo/${photos.ids[0]}/${size}`, { headers })).status).toBe(200)
  }
  for (const launcher of childrenOf(child.pid ?? 0)) process.kill(launcher, 'SIGINT')
  await ended
}

test.skipIf(!isTraceable)(
  'nothing is sent, and nothing is written or read beside the data folder and the photos',
  async () => {
    const desk = newDesk('quiet')
    const photos = await photosOf(desk)
    const model = join(desk.dir, 'tiny')
    const { id } = writeTinyModel(model)
    await run(desk, 'add', photos)
    await run(desk, 'index')
    expect(JSON.parse(await run(desk, 'search', 'a red circle', '--json'))).toMatchObject({
      total: expect.any(Number),
    })
    await run(desk, 'search', 'red', '--picture', join(photos, 'painted-001.jpg'))
    await run(desk, 'similar', join(photos, 'painted-002.jpg'))
    await run(desk, 'doctor', '--gpu')
    await useWindow(desk, join(photos, 'painted-003.jpg'))
    await run(desk, 'models', 'import', model)
    await run(desk, 'models', 'use', id)
    await run(desk, 'search', 'dog')
    await run(desk, 'backup', join(desk.dir, 'elsewhere/backup.sqlite'))
    await run(desk, 'restore', join(desk.dir, 'elsewhere/backup.sqlite'))

    const calls = readCalls(desk.traces)
    // The trace is there, and saw the workers write.
    expect(
      calls.filter(({ isWriting, line }) => isWriting && line.includes('/thumbnails/')).length,
    ).toBeGreaterThan(5)
    expect(outOfBounds(calls, desk)).toEqual([])
    expect(readdirSync(desk.env['TMPDIR'] ?? '')).toEqual([])
    expect(readdirSync(desk.home, { recursive: true, encoding: 'utf8' }).filter(isForeign)).toEqual([])
  },
  240_000,
)

const isForeign = (path: string): boolean => !/^\.local(\/share(\/Sightline(\/.*)?)?)?$/.test(path)

// The same eyes on a program that is not quiet: were they blind, the test above would pass whatever happened.
test.skipIf(!isTraceable)(
  'the runtime by itself is caught at it, and so is all else that goes out of bounds',
  async () => {
    const desk = newDesk('loud')
    const outside = join(desk.dir, 'outside')
    mkdirSync(outside)
    writeFileSync(join(desk.home, '.secret'), 'read me')
    const script = join(desk.dir, 'loud.mjs')
    writeFileSync(
      script,
      `import { spawnSync } from 'node:child_process'
    import { lookup } from 'node:dns'
    import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
    import { createRequire } from 'node:module'
    import { createServer, connect } from 'node:net'
    import { createSocket } from 'node:dgram'
    import { Worker } from 'node:worker_threads'
    const [root, outside, link] = process.argv.slice(2)
    // Through a link that lies where it may: what counts is where it leads.
    symlinkSync(outside, link)
    writeFileSync(link + '/through-a-link', '')
    new Worker('require("fs").writeFileSync(' + JSON.stringify(outside + '/by-a-thread') + ', "")', { eval: true })
    spawnSync('/bin/true')
    readFileSync(process.env.HOME + '/.secret')
    lookup('nobody.invalid', () => {})
    connect(9, '192.0.2.1').on('error', () => {})
    createSocket('udp4').send('hello', 9, '192.0.2.2', () => {})
    createServer().listen(0, '0.0.0.0')
    connect('/run/nobody.socket').on('error', () => {})
    const { InferenceSession } = createRequire(root + '/package.json')('onnx' + 'runtime-node')
    await InferenceSession.create(root + '/models/starter/text.onnx')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300)`,
    )
    // The runtime's own way out leads nowhere.
    const env = { ...desk.env, https_proxy: 'http://127.0.0.1:9' }
    const child = start(
      { ...desk, env },
      script,
      projectRoot,
      outside,
      join(desk.env['TMPDIR'] ?? '', 'link'),
    )
    await new Promise((resolve) => child.once('exit', resolve))
    const caught = outOfBounds(readCalls(desk.traces), desk).join('\n')
    for (const trace of [
      /^openat.*\.cache\/Microsoft\/DeveloperTools\/\.onnxruntime\/onnxruntime\.db"/mu,
      /^openat.*"deviceid\.tmp\./mu,
      /^openat.*outside\/through-a-link>/mu,
      /^openat.*outside\/by-a-thread"/mu,
      /^execve\("\/bin\/true"/mu,
      /^openat.*\.secret", O_RDONLY/mu,
      /^openat.*"\/etc\/hosts"/mu,
      /^connect.*192\.0\.2\.1"/mu,
      /^send.*192\.0\.2\.2"/mu,
      /^bind.*"0\.0\.0\.0"/mu,
      /^connect.*nobody\.socket/mu,
    ]) {
      expect(caught).toMatch(trace)
    }
  },
)

test.skipIf(process.platform !== 'linux')(
  'what an earlier version has left in the home folder goes',
  async () => {
    const { home, env } = newDesk('leftovers')
    const data = join(home, '.local/share/Sightline')
    const left = join(home, '.cache/Microsoft/DeveloperTools/.onnxruntime')
    mkdirSync(data, { recursive: true })
    mkdirSync(left, { recursive: true })
    firstVersionCatalog(data, 2)
    writeFileSync(join(left, 'deviceid'), 'd96cb92b-1c5e-b710-e622-1080217891aa')
    writeFileSync(join(env['TMPDIR'] ?? '', 'mat-debug-17.log'), '')
    const ran = await runCli(['doctor', '--repair'], { ...env, XDG_DATA_HOME: '', XDG_CACHE_HOME: '' })
    expect(ran.stderr).not.toContain('leftovers')
    expect(readdirSync(join(home, '.cache'))).toEqual([])
    expect(readdirSync(env['TMPDIR'] ?? '')).toEqual([])
  },
)

test('the desktop app makes its processes quiet whatever the environment says', async () => {
  const { home } = newDesk('desktop')
  // Whoever computed without being quiet would refuse, and no photo would be read.
  const { app, page } = await openDesktop({
    env: { HOME: home, XDG_CACHE_HOME: '', ORT_DISABLE_TELEMETRY: '0', CI: '' },
  })
  try {
    await askWell(page, 'roots.add', { path: await photoFolder('desktop-photos', 3) })
    await untilIndexed(page, 3)
    await askWell(page, 'search.run', { query: { kind: 'words', text: someQuery } })
    expect(existsSync(join(home, '.cache/Microsoft'))).toBe(false)
  } finally {
    await app.close()
  }
})
