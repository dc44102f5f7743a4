import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { countTests } from '../../src-main/launch/count-tests.mjs'
import { isInstalled } from '../../src-main/launch/install.mjs'
import { isNewEnough } from '../../src-main/launch/node24.mjs'
import { readStartArgs } from '../../src-main/launch/start-args.mjs'

test.each([
  ['20.20.2', false],
  ['22.21.9', false],
  ['22.22.0', true],
  ['24.0.0', true],
  ['100.1.0', true],
])('Node %s is new enough: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough)
})

test('packages count as installed when versions agree and only optional ones are missing', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/mac': { version: '2.0.0', optional: true },
  }
  expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true)
  expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false)
  expect(isInstalled(wanted, {})).toBe(false)
  const otherMac = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0' } }
  expect(isInstalled(wanted, otherMac)).toBe(false)
})

test('a test file that did not load counts as a failure', () => {
  const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
  const loaded = { status: 'failed', assertionResults: [{ status: 'failed' }] }
  const broken = { status: 'failed', assertionResults: [] }
  expect(countTests({ ...report, testResults: [loaded, broken] })).toEqual({
    passed: 3,
    failed: 2,
    skipped: 3,
  })
})

test.each([['--data', 'kept'], ['--data=kept']])('npm start takes %s as the data folder', (...data) => {
  const cwd = resolve('/home/me')
  const expected = { dataDir: resolve(cwd, 'kept'), folders: [resolve(cwd, 'one'), resolve(cwd, 'two')] }
  expect(readStartArgs([...data, 'one', 'two'], cwd)).toEqual(expected)
  expect(readStartArgs(['one', ...data, '--', 'two'], cwd)).toEqual(expected)
})

test.each([['--data'], ['--data='], ['--port']])('npm start refuses %s in one sentence', (...args) => {
  expect(() => readStartArgs([...args, '--verbose'], '/')).toThrow(/write "npm start -- .+"\.$/)
})
