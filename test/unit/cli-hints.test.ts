import { expect, it } from 'vitest'
import { withDataFolder } from '../../src-main/hosts/cli/hints.ts'

it.each([
  ['Run "sightline index" to go on.', 'Run "sightline index --data /d" to go on.'],
  ['run sightline doctor --repair.', 'run sightline doctor --repair --data /d.'],
  ['(sightline add DIR)', '(sightline add DIR --data /d)'],
  [
    '"sightline index --accept-missing"; "sightline status"',
    '"sightline index --accept-missing --data /d"; "sightline status --data /d"',
  ],
  ['/photos/sightline index/a.jpg', '/photos/sightline index/a.jpg'],
  ['"sightline --help" shows what there is.', '"sightline --help" shows what there is.'],
])('a hint speaks of the same library: %s', (text, expected) => {
  expect(withDataFolder(text, '/d')).toBe(expected)
  expect(withDataFolder(text, undefined)).toBe(text)
})

it('a data folder with a space in its name is quoted', () => {
  expect(withDataFolder('sightline index', '/my data')).toBe("sightline index --data '/my data'")
})
