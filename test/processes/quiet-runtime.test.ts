import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { quietEnvironment, quietVariables, refuseUnlessQuiet } from '../../src-main/engine/quiet.ts'
import { projectRoot } from '../helpers/imports.ts'
import { tempDir } from '../helpers/temp.ts'

const door = join(projectRoot, 'src-main/engine/embed/onnx/runtime.ts')
const model = join(projectRoot, 'models/starter/text.onnx')

/** Runs a script in a process whose home and temporary folder are `dir`, with nothing of this process's variables. */
function run(script: string, dir: string, env: Readonly<Record<string, string>>) {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: dir, TMPDIR: dir, ...env },
    encoding: 'utf8',
  })
  return { code: child.status, stderr: child.stderr }
}

const openModel = `
  const { InferenceSession } = await import(${JSON.stringify(door)})
  await InferenceSession.create(${JSON.stringify(model)})`

describe('the door to ONNX Runtime', () => {
  test('opens in a process that was made quiet, and the runtime leaves nothing behind', () => {
    const dir = tempDir('quiet-door')
    expect(run(openModel, dir, quietVariables)).toEqual({ code: 0, stderr: '' })
    expect(readdirSync(dir)).toEqual([])
  })

  test.each([[{}], [{ ORT_DISABLE_TELEMETRY: '0' }], [{ ORT_DISABLE_TELEMETRY: '' }], [{ CI: 'true' }]])(
    'stays shut where the environment is %o, and nothing is loaded',
    (env) => {
      const dir = tempDir('loud-door')
      const { code, stderr } = run(openModel, dir, env)
      expect(code).toBe(1)
      expect(stderr).toContain('start the process with ORT_DISABLE_TELEMETRY=1')
      expect(readdirSync(dir)).toEqual([])
    },
  )

  test('stays shut in a thread, whose environment the runtime does not see', () => {
    const dir = tempDir('door-thread')
    const inThread = `
      import { Worker } from 'node:worker_threads'
      new Worker(${JSON.stringify(`import(${JSON.stringify(door)})`)}, { eval: true })`
    const { code, stderr } = run(inThread, dir, quietVariables)
    expect(code).toBe(1)
    expect(stderr).toContain('belongs in a process of its own')
  })

  test('stays shut where something else has loaded the runtime before', () => {
    const dir = tempDir('door-late')
    const before = `
      import { createRequire } from 'node:module'
      createRequire(${JSON.stringify(join(projectRoot, 'package.json'))})(process.env.EARLY)
      ${openModel}`
    const { code, stderr } = run(before, dir, { ...quietVariables, EARLY: 'onnxruntime-node' })
    expect(code).toBe(1)
    expect(stderr).toContain('was loaded by something else before')
  })

  // What all of this is against. The day the runtime is silent by itself, this fails and the doors may go.
  test.skipIf(process.platform === 'win32')('is needed: without it the runtime reports', () => {
    const dir = tempDir('loud')
    const raw = `
      import { createRequire } from 'node:module'
      const { InferenceSession } = createRequire(${JSON.stringify(join(projectRoot, 'package.json'))})(process.env.RUNTIME)
      await InferenceSession.create(${JSON.stringify(model)})
      process.kill(process.pid, 'SIGKILL')`
    // Ended before it posts anything, and on a way that leads nowhere.
    run(raw, dir, { RUNTIME: 'onnxruntime-node', https_proxy: 'http://127.0.0.1:9' })
    const folder = process.platform === 'darwin' ? 'Library/Application Support' : '.cache'
    expect(existsSync(join(dir, folder, 'Microsoft/DeveloperTools/.onnxruntime'))).toBe(true)
  })
})

test('children get a quiet environment whatever the own one says', () => {
  const before = process.env['ORT_DISABLE_TELEMETRY']
  process.env['ORT_DISABLE_TELEMETRY'] = '0'
  try {
    expect(() => refuseUnlessQuiet()).toThrow('would report to its maker')
    expect(() => refuseUnlessQuiet(quietEnvironment())).not.toThrow()
  } finally {
    process.env['ORT_DISABLE_TELEMETRY'] = before
  }
})
