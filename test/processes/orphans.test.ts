import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../helpers/engine.ts'
import { isAlive } from '../helpers/web-app.ts'

test('a worker in an endless loop ends when the process that started it is killed', async () => {
  const file = join(import.meta.dirname, '../fixtures/parent-of-endless.ts')
  const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  parent.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until('the worker loops', () => said.endsWith('\n'))
  const worker = Number(said)
  try {
    expect(isAlive(worker)).toBe(true)
    parent.kill('SIGKILL')
    await until('the worker is gone', () => !isAlive(worker))
  } finally {
    if (isAlive(worker)) process.kill(worker, 'SIGKILL')
  }
})
