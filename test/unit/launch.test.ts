import { expect, test } from 'vitest'
import { countTests } from '../../src-main/launch/count-tests.mjs'
import { isInstalled } from '../../src-main/launch/install.mjs'
import { isNewEnough } from '../../src-main/launch/node24.mjs'

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
