import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createQueryEncoder } from '../../src-main/engine/embed/queries/query-encoder.ts'
import { openTokenizer } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { runTrial } from '../../src-main/engine/embed/trials/run-trial.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'

/** A real model whose tokenizer.json is changed. */
function modelWith(change: (tokenizer: Record<string, unknown>) => void) {
  const dir = tempDir('hostile-tokenizer')
  const manifest = writeTinyModel(dir)
  const file = join(dir, 'tokenizer.json')
  const tokenizer = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  change(tokenizer)
  writeFileSync(file, JSON.stringify(tokenizer))
  return { dir, manifest }
}

const splittingBy = (expression: string) =>
  modelWith((tokenizer) => {
    tokenizer['pre_tokenizer'] = {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: expression }, behavior: 'Isolated', invert: false },
        tokenizer['pre_tokenizer'],
      ].filter(Boolean),
    }
  })

const tried = (modelDir: string) =>
  runTrial(() => spawnNodeWorker('model'), { kind: 'try', modelDir }, { timeoutMs: 120_000 })

describe('a tokenizer with an expression that tries for ever', () => {
  it.each(['(z+)+$', '([a-z]+)*\\d', '(?:\\p{L}+\\s?)+$', '(foo|foofoo)+$', '(\\s*a?)*$'])(
    'is refused by the trial: %s',
    async (expression) => {
      await expect(tried(splittingBy(expression).dir)).rejects.toMatchObject({
        code: 'model-refused',
        message: expect.stringMatching(/^text\.tokenizer: .*longer than 5 s for one text/) as string,
      })
    },
    120_000,
  )

  it('costs the question, not those that come after it', async () => {
    const { dir } = splittingBy('(z+)+$')
    const encoder = createQueryEncoder({
      spawn: () => spawnNodeWorker('query'),
      modelDir: dir,
      log: () => {},
    })
    onTestFinished(() => encoder.stop())
    await encoder.words('a dog')
    const pid = encoder.workerPid()
    const hung = encoder.words(`${'z'.repeat(60)}!`)
    const behind = encoder.words('a cat')
    await expect(hung).rejects.toMatchObject({ code: 'model-broken' })
    expect((await behind).embedding).toHaveLength(6)
    expect(encoder.workerPid()).toBe(pid)
  }, 60_000)
})

describe('a tokenizer', () => {
  it('may have 300,000 tokens beside its vocabulary', () => {
    const { dir, manifest } = modelWith((tokenizer) => {
      tokenizer['added_tokens'] = Array.from({ length: 300_000 }, (_, at) => ({
        id: 1_000 + at,
        content: `<t${at}>`,
        special: true,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
      }))
    })
    expect(openTokenizer(dir, manifest).highestId()).toBe(300_999)
  }, 60_000)

  it('that is nested without end is refused, as one that is none is', async () => {
    const { dir } = modelWith(() => {})
    const deep = '{"type":"Sequence","pretokenizers":['
    for (const text of [
      `{"pre_tokenizer":${deep.repeat(20_000)}${']}'.repeat(20_000)}}`,
      '['.repeat(100_000) + ']'.repeat(100_000),
      '{"model":{"type":"BPE","vocab":{"__proto__":1},"merges":[]}}',
      'null',
    ]) {
      writeFileSync(join(dir, 'tokenizer.json'), text)
      await expect(tried(dir)).rejects.toMatchObject({
        code: 'model-refused',
        message: expect.stringMatching(/^text\.tokenizer: /) as string,
      })
    }
  }, 120_000)
})
