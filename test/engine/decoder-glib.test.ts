import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paintPhoto } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

/**
 * Electron on Linux brings a GLib of its own into the process, and the prebuilt sharp another: it crashes there
 * (electron#46323, sharp#4522). Preloading the system's GLib, with its warnings made fatal, shows the same in plain Node.
 */
const libraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map(
  (dir) => ['libglib-2.0.so.0', 'libgobject-2.0.so.0', 'libgio-2.0.so.0'].map((name) => join(dir, name)),
)
const glib = libraries.find((paths) => paths.every((path) => existsSync(path)))
const needsGlib = 'GLib is not installed (libglib-2.0, libgobject-2.0 and libgio-2.0 in one folder).'

const photo = join(tempDir('glib'), 'photo.jpg')
const fixture = join(import.meta.dirname, '../fixtures/decode-photo.ts')

/** Decodes a photo in a process that already holds another GLib. */
function decodeBesideGlib(environment: Record<string, string>) {
  return runBesideGlib([fixture, photo], environment)
}

/** The libraries in such a process. */
function mapsBesideGlib(): string {
  return runBesideGlib(['-p', `require('node:fs').readFileSync('/proc/self/maps', 'latin1')`]).stdout
}

function runBesideGlib(args: readonly string[], environment: Record<string, string> = {}) {
  return spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, LD_PRELOAD: glib?.join(':') ?? '', G_DEBUG: 'fatal-criticals', ...environment },
  })
}

describe.runIf(process.platform === 'linux')('beside another GLib, on Linux', () => {
  beforeAll(() => paintPhoto(photo, 5, 640))

  beforeEach((context) => {
    if (glib) return
    // There the check must not go missing in silence.
    if (process.env['CI']) expect.fail(`${needsGlib} .ci/run installs them.`)
    context.skip(needsGlib)
  })

  it('the decoder that Electron on Linux uses makes thumbnails', () => {
    const { status, stdout } = decodeBesideGlib({ SIGHTLINE_DECODER: 'wasm' })
    expect({ status, answer: stdout.trim() }).toEqual({ status: 0, answer: 'wasm jpeg 640x480 RIFF' })
  })

  it('the native decoder dies, so that the other one is shown to be needed', (context) => {
    const { status, stderr } = decodeBesideGlib({ SIGHTLINE_DECODER: '' })
    if (status === 0) {
      expect(mapsBesideGlib(), 'the preload has no effect').toContain('libgio-2.0')
      context.skip('this GLib and the one of sharp get along, so there is nothing to tell apart')
    }
    expect(stderr).toMatch(/GLib.*-CRITICAL/u)
  })
})

describe('the decoder', () => {
  it('is the WebAssembly one under Electron on Linux, chosen without being asked', async () => {
    await paintPhoto(photo, 5, 640)
    const pretend = `Object.defineProperty(process.versions, 'electron', { value: '45.0.0' })`
    const preload = `data:text/javascript,${encodeURIComponent(pretend)}`
    const run = spawnSync(process.execPath, ['--import', preload, fixture, photo], { encoding: 'utf8' })
    const expected = process.platform === 'linux' ? 'wasm' : 'native'
    expect(run.stdout.trim(), run.stderr).toBe(`${expected} jpeg 640x480 RIFF`)
  })

  it('is the native one elsewhere', async () => {
    await paintPhoto(photo, 5, 640)
    const { SIGHTLINE_DECODER: _, ...environment } = process.env
    const run = spawnSync(process.execPath, [fixture, photo], { encoding: 'utf8', env: environment })
    expect(run.stdout.trim(), run.stderr).toBe('native jpeg 640x480 RIFF')
  })
})
