import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import ignore from 'ignore'
import { describe, expect, it } from 'vitest'
import { parsePatterns } from '../../src-main/engine/library/rules/patterns.ts'
import { tempDir } from '../helpers/temp.ts'

const names = fc.stringMatching(/^[ab.][ab-]?$/).filter((name) => !/^\.{1,2}$/.test(name))
const piece = fc.oneof(
  names,
  fc.stringMatching(/^(?:[ab?*.-]|\[!?[ab-]{1,3}\]|\\[ab*?.]){1,4}$/).filter((text) => !text.includes('**')),
  fc.constantFrom(
    '*',
    '**',
    '*.b',
    '[!a]',
    '[^b]*',
    '[[:alpha:]]',
    '[a-b]?',
    '[]a]',
    '[c-a]',
    'a*b',
    '\\a',
    '[\\]a]',
    '[a/b]',
  ),
)
const line = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/'),
    fc.array(piece, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '', '/', ' ', '/  '),
  )
  .map(([sign, start, pieces, end]) => sign + start + pieces.join('/') + end)
const lines = fc.array(line, { minLength: 1, maxLength: 4 })
const path = fc.array(names, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'))
const paths = fc.array(path, { minLength: 1, maxLength: 8 })

const hasGit = spawnSync('git', ['--version']).status === 0

const upper = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.boolean())
    .map(([value, isUpper]) =>
      isUpper ? value.replaceAll(/[ab]/g, (letter) => letter.toUpperCase()) : value,
    )

describe('a line of rules', () => {
  it.skipIf(!hasGit)('means what git takes it to mean', () => {
    const top = tempDir('rules-and-git')
    execFileSync('git', ['init', '-q', top])
    const cases = fc.sample(fc.record({ lines, paths }), { numRuns: 800, seed: 7 })
    const asked: { at: number; path: string }[] = []
    for (const [at, one] of cases.entries()) {
      mkdirSync(join(top, `case${at}`), { recursive: true })
      writeFileSync(join(top, `case${at}`, '.gitignore'), one.lines.join('\n'))
      for (const path of one.paths) {
        // What is to be a folder for one path may be a file for another: the first that comes decides.
        try {
          mkdirSync(dirname(join(top, `case${at}`, path)), { recursive: true })
          writeFileSync(join(top, `case${at}`, path), '')
          asked.push({ at, path })
        } catch {
          continue
        }
      }
    }
    const { stdout } = spawnSync(
      'git',
      ['-C', top, '-c', 'core.ignorecase=true', 'check-ignore', '--no-index', '-v', '-n', '-z', '--stdin'],
      { input: asked.map(({ at, path }) => `case${at}/${path}`).join('\0'), maxBuffer: 1e8 },
    )
    const fields = String(stdout).split('\0')
    let said = 0
    for (const [index, { at, path }] of asked.entries()) {
      const rule = fields[index * 4 + 2] ?? ''
      const git = rule === '' ? null : rule.startsWith('!') ? 'wanted' : 'ignored'
      const ours = parsePatterns(cases[at]?.lines.join('\n') ?? '')?.judge(path) ?? null
      expect({ lines: cases[at]?.lines, path, verdict: ours }).toEqual({
        lines: cases[at]?.lines,
        path,
        verdict: git,
      })
      said += Number(git !== null)
    }
    expect(said).toBeGreaterThan(asked.length / 10)
  })

  it('means what it has meant since the first release', () => {
    fc.assert(
      fc.property(
        fc.array(upper(line), { minLength: 1, maxLength: 4 }),
        upper(path),
        fc.boolean(),
        (rules, one, isFolder) => {
          const asked = isFolder ? `${one}/` : one
          const { ignored, unignored } = ignore()
            .add([...rules])
            .test(asked)
          expect(parsePatterns(rules.join('\n'))?.judge(asked) ?? null).toBe(
            ignored ? 'ignored' : unignored ? 'wanted' : null,
          )
        },
      ),
      { numRuns: 5_000, seed: 11 },
    )
  })
})
