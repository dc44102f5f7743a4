import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printable, printableJson, printableLines } from '../../src-main/hosts/shared/printable.ts'
import { projectRoot } from '../helpers/imports.ts'

describe('what is printed', () => {
  it.each([
    ['a\u001b[2Jb', String.raw`a\x1b[2Jb`],
    ['a\nsightline error: no', String.raw`a\nsightline error: no`],
    ['a\r\tb', String.raw`a\r\tb`],
    ['\u0000\u0007\u007f\u009b31m', String.raw`\x00\x07\x7f\x9b31m`],
    ['exe.\u202egpj', String.raw`exe.\u202egpj`],
    ['\u2066a\u2069\u2028', String.raw`\u2066a\u2069\u2028`],
    ['1\u200fa\u200e\u061c', String.raw`1\u200fa\u200e\u061c`],
    ['Käse 山 🏔 עברית c:\\a', 'Käse 山 🏔 עברית c:\\a'],
  ])('gives a terminal no orders: %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it('keeps the lines of a stack, set in', () => {
    expect(printableLines('Error: a\u001b\n  at b\r\nsightline error: c')).toBe(
      'Error: a\\x1b\n      at b\n    sightline error: c',
    )
  })

  it('is, as JSON, exactly what it was', () => {
    const names = Array.from({ length: 0x3000 }, (_, code) => `a${String.fromCharCode(code)}b`)
    const text = printableJson({ names })
    expect(JSON.parse(text)).toEqual({ names })
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})

it('the command line writes through one door alone', () => {
  const folder = join(projectRoot, 'src-main', 'hosts', 'cli')
  const writers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) =>
      /process\.std(?:out|err)\b(?!\.on\b|\.write\(''|,)|console\./.test(
        readFileSync(join(folder, name), 'utf8'),
      ),
    )
  expect(writers).toEqual(['output.ts'])
})
