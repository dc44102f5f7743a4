import { expect, test } from 'vitest'
import { runCli } from '../helpers/cli.ts'
import { tempDir } from '../helpers/temp.ts'

test.each([
  [[]],
  [['frobnicate']],
  [['add']],
  [['search']],
  [['search', ' ']],
  [['status', '--data', '']],
  [['status', '--data', '--json']],
  [['status', '--data=--json']],
  [['bench', '--photos', '--captions']],
  [['search', 'x', '--limit', 'many']],
  [['search', 'x', '--limit', '0']],
  [['serve', '--port', '70000']],
  [['status', '--colour']],
  [['remove', 'one', 'two']],
])('wrong usage %j exits with 2 and one JSON document', async (args) => {
  const run = await runCli([...args, '--json'])
  expect(run).toMatchObject({ code: 2, stderr: '' })
  expect(run.json()).toMatchObject({ error: { code: 'bad-arguments', message: expect.any(String) } })
})

test('--json after "--" is a word like any other', async () => {
  const run = await runCli(['frobnicate', '--', '--json'])
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^Not understood: /) })
})

test('wrong usage is one sentence on standard error for people', async () => {
  const run = await runCli(['statsu'])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^Not understood: .+Did you mean status\?.+\n$/)
})

test('a word that is no command of models is told with those there are', async () => {
  const data = tempDir('usage')
  for (const words of [['frobnicate'], ['frobnicate', 'clip']]) {
    const { code, stderr } = await runCli(['models', ...words], { SIGHTLINE_DATA: data })
    expect(code).toBe(2)
    expect(stderr).toMatch(/unknown command 'models frobnicate' \(there are list, get, use, import, /)
  }
  const listed = await runCli(['models', 'list'], { SIGHTLINE_DATA: data })
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('* starter') })
  expect((await runCli(['models', '--help'])).stdout).not.toContain('word')
})

test('the help of a command tells what options are by default where that is news', async () => {
  const { stdout } = await runCli(['serve', '--help'])
  expect(stdout).toContain('a fixed port (default: a free one)')
  expect(stdout).not.toContain('default: false')
  const search = (await runCli(['search', '--help'])).stdout
  expect(search).toContain('(default: 20)')
  expect(search).not.toContain('[])')
})

test('--help and --version are answers, not errors', async () => {
  const help = await runCli(['--help'])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  const commands = ['add', 'index', 'search', 'similar', 'status', 'doctor', 'remove', 'serve', 'bench']
  expect(commands.filter((command) => !help.stdout.includes(`\n  ${command} `))).toEqual([])
  expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
