import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../helpers/engine.ts'
import { projectRoot } from '../helpers/imports.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { childrenOf, isAlive } from '../helpers/web-app.ts'

function launch(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const file = join(projectRoot, 'src-main/launch', script)
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, INIT_CWD: projectRoot, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output, ended }
}

test('npm run sightline prints nothing on standard output but what the command says', async () => {
  const version = launch('sightline.mjs', ['--version'])
  expect(await version.ended).toBe(0)
  expect(version.output.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  const wrong = launch('sightline.mjs', ['frobnicate', '--json'])
  expect(await wrong.ended).toBe(2)
  expect(JSON.parse(wrong.output.stdout)).toMatchObject({ error: { code: 'bad-arguments' } })
})

test.skipIf(process.platform !== 'linux')(
  'npm start without a display adds the folder, prints the link and ends with Ctrl+C (displays are told on Linux only)',
  async () => {
    const photos = tempDir('launch-photos')
    await paintPhotos(photos, 2)
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '', SIGHTLINE_DATA: tempDir('launch-other') }
    const data = tempDir('launch-data')
    const start = launch('start.mjs', ['--data', data, photos, join(photos, 'missing')], env)
    await until('the link is printed', () => start.output.stdout.includes('Ctrl+C ends it.'), 60_000)
    const url = new URL(/http:\S+/.exec(start.output.stdout)?.[0] ?? '')
    const answer = await fetch(new URL('/api/request/roots.list', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${url.searchParams.get('token')}` },
    })
    expect(await answer.json()).toMatchObject({ ok: true, value: [{ path: photos }] })
    expect(existsSync(join(data, 'catalog.sqlite'))).toBe(true)
    expect(start.output.stderr).toContain(join(photos, 'missing'))
    start.child.kill('SIGINT')
    expect(await start.ended).toBe(0)
  },
)

const below = (pid: number): number[] => childrenOf(pid).flatMap((child) => [child, ...below(child)])

test.skipIf(process.platform !== 'linux').each([
  ['the launcher', (launcher: number) => launcher],
  ['npm above it', (_: number, npm: number) => npm],
])('nothing of npm start is left when %s is killed (displays are told on Linux only)', async (_, victim) => {
  const photos = tempDir('killed-photos')
  await paintPhotos(photos, 60)
  const start = spawn('npm', ['start', '--', '--data', tempDir('killed-data'), photos], {
    cwd: projectRoot,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  start.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  try {
    await until('the link is printed', () => printed.includes('Ctrl+C ends it.'), 60_000)
    const npm = start.pid ?? 0
    const chain = below(npm)
    // (A shell,) the launcher, the web host, the engine and its workers.
    expect(chain.length).toBeGreaterThan(3)
    const launcher = chain.find((pid) => commandOf(pid).includes('launch/start.mjs')) ?? 0
    process.kill(victim(launcher, npm), 'SIGKILL')
    await until('every process is gone', () => ![launcher, ...chain].some(isAlive), 30_000)
  } finally {
    for (const pid of below(start.pid ?? 0)) process.kill(pid, 'SIGKILL')
    start.kill('SIGKILL')
  }
})

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
}
